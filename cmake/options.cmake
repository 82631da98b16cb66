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
