# gk_room(<name> HEADERS <file>... [SOURCES <file>...]
#         [USES <room>...]         may include these rooms, and links them
#         [PEEKS <room/file.h>...] may include these single headers
#         [OWNS <library>...]      is the one room that includes these libraries
#         [LIBS <target>...])      links these
#
# One folder, one static library (an interface library while it has headers only). The lists
# feed the linker and the test "layers.<name>" alike, so that the graph and the rule cannot
# drift apart.
function(gk_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;USES;PEEKS;OWNS;LIBS" ${ARGN})
  list(TRANSFORM ARG_USES PREPEND "gkwatch::" OUTPUT_VARIABLE rooms)
  if(ARG_SOURCES)
    # x.cpp includes x.h before all else (check_layers), which proves x.h complete; the headers
    # without a source of their own are compiled alone by all_verify_interface_header_sets.
    set(proved ${ARG_HEADERS})
    set(alone ${ARG_HEADERS})
    list(TRANSFORM ARG_SOURCES REPLACE "\\.cpp$" ".h" OUTPUT_VARIABLE own)
    list(REMOVE_ITEM alone ${own})
    list(REMOVE_ITEM proved "" ${alone})
    add_library(gk_${name} STATIC ${ARG_SOURCES})
    target_sources(gk_${name} PUBLIC
      FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${alone}
      FILE_SET proved TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${proved})
    set_target_properties(gk_${name} PROPERTIES INTERFACE_HEADER_SETS_TO_VERIFY HEADERS)
    target_link_libraries(gk_${name} PUBLIC gk_options ${rooms} PRIVATE ${ARG_LIBS})
    gk_precompile(gk_${name} gk_precompiled)
  else()
    add_library(gk_${name} INTERFACE)
    target_sources(gk_${name} INTERFACE FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
                   FILES ${ARG_HEADERS})
    target_link_libraries(gk_${name} INTERFACE gk_options ${rooms})
  endif()
  add_library(gkwatch::${name} ALIAS gk_${name})
  if(BUILD_TESTING)
    list(JOIN ARG_USES "," uses)
    list(JOIN ARG_PEEKS "," peeks)
    list(JOIN ARG_OWNS "," owns)
    add_test(NAME layers.${name}
             COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -D ROOM=${name}
                     -D USES=${name},${uses} -D PEEKS=${peeks} -D OWNS=${owns}
                     -P ${PROJECT_SOURCE_DIR}/cmake/check_layers.cmake)
    set_tests_properties(layers.${name} PROPERTIES LABELS layers)
  endif()
endfunction()
