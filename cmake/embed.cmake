# gk_embed(<target> <name> <file>): the text of data/<file> becomes part of <target> as
#   extern const std::string_view gkwatch::data::<name>;   (include "embedded/<name>.h")
# so that the program needs no data folder at run time. Generated at build time; a change of
# the file rebuilds it.
function(gk_embed target name file)
  set(folder ${CMAKE_BINARY_DIR}/embedded/embedded)
  set(source ${PROJECT_SOURCE_DIR}/${file})
  add_custom_command(
    OUTPUT ${folder}/${name}.cpp ${folder}/${name}.h
    COMMAND ${CMAKE_COMMAND} -D NAME=${name} -D SOURCE=${source} -D FOLDER=${folder}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    DEPENDS ${source} ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${folder}/${name}.cpp ${folder}/${name}.h)
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/embedded)
endfunction()
