# gk_suite(<name> SOURCES <file>... [USES <room or target>...] [LABEL unit|e2e|corpus] [DATA])
# One test program for one room; its tests are found by GoogleTest and run one by one. Whatever
# USES names without "::" is a room.
find_package(GTest REQUIRED)
include(GoogleTest)
if(GKWATCH_PRECOMPILE)
  add_library(gk_precompiled_tests OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(gk_precompiled_tests PRIVATE gk_options GTest::gtest)
  target_precompile_headers(gk_precompiled_tests PRIVATE
    <gtest/gtest.h> <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <vector>)
endif()

function(gk_suite name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;USES" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name}_tests ${ARG_SOURCES})
  foreach(used IN LISTS ARG_USES)
    if(TARGET gkwatch::${used})
      target_link_libraries(${name}_tests PRIVATE gkwatch::${used})
    else()
      target_link_libraries(${name}_tests PRIVATE ${used})
    endif()
  endforeach()
  target_link_libraries(${name}_tests PRIVATE gk_options GTest::gtest_main)
  gk_precompile(${name}_tests gk_precompiled_tests)
  target_compile_definitions(${name}_tests PRIVATE
    GKWATCH_SOURCE_DIR="${PROJECT_SOURCE_DIR}" GKWATCH_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(${name}_tests DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
               ENVIRONMENT "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/known_leaks.supp:print_suppressions=0")
endfunction()
