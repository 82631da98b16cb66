# gk_options: what every target of the house is compiled with.
add_library(gk_options INTERFACE)
target_compile_features(gk_options INTERFACE cxx_std_20)
target_include_directories(gk_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(gk_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wuseless-cast
    -Wsuggest-override>
  # Designated initialisers leave the other members at their defaults on purpose.
  -Wno-missing-field-initializers)
if(GKWATCH_WERROR)
  target_compile_options(gk_options INTERFACE -Werror)
endif()
if(GKWATCH_SANITIZE)
  target_compile_options(gk_options INTERFACE -fsanitize=${GKWATCH_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(gk_options INTERFACE -fsanitize=${GKWATCH_SANITIZE})
endif()
find_package(Threads REQUIRED)
target_link_libraries(gk_options INTERFACE Threads::Threads)
if(GKWATCH_FUZZ)
  target_compile_options(gk_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(gk_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# GKWATCH_PRECOMPILE: headers of the language and of GoogleTest are read once and not by each file,
# which takes a quarter off a first build. Files include what they need all the same: other builds
# do without.
option(GKWATCH_PRECOMPILE "Read the most common headers once (for builds from nothing)" OFF)
function(gk_precompile target from)
  if(GKWATCH_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()
if(GKWATCH_PRECOMPILE)
  file(CONFIGURE OUTPUT precompiled.cpp CONTENT "")
  add_library(gk_precompiled OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(gk_precompiled PRIVATE gk_options)
  target_precompile_headers(gk_precompiled PRIVATE
    <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <vector>)
endif()
