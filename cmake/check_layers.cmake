cmake_minimum_required(VERSION 3.25)
# The laws of the house, for one ROOM:
#   1. it includes only rooms in USES and single headers in PEEKS;
#   2. it includes a third-party library only if it OWNS it;
#   3. it does not ask the machine for the time, the environment or a random number;
#   4. x.cpp includes x.h before all else, so that x.h needs nothing before it.
foreach(list USES PEEKS OWNS)
  string(REPLACE "," ";" ${list} "${${list}}")
endforeach()
list(APPEND USES embedded)  # a room's own data, by gk_embed
set(libraries curl gumbo unicode sqlite3 spdlog fmt nlohmann openssl toml++ CLI microhttpd systemd
    seccomp poppler archive archive_entry pugixml tesseract leptonica dtl zlib xlsxwriter)
set(machine "_clock::now|[^_a-z]time\\(|getenv\\(|random_device|[^_a-z]rand\\(")

function(complain file line why)
  file(RELATIVE_PATH name "${ROOT}" "${file}")
  message(SEND_ERROR "${name}: ${line}: ${why}")
endfunction()

file(GLOB_RECURSE files "${ROOT}/${ROOM}/*.h" "${ROOT}/${ROOM}/*.cpp")
foreach(file IN LISTS files)
  file(STRINGS "${file}" includes REGEX "^#include [\"<]")
  string(REGEX REPLACE "\\.cpp$" ".h" own "${file}")
  if(NOT own STREQUAL file AND EXISTS "${own}")
    file(RELATIVE_PATH own "${ROOT}" "${own}")
    list(GET includes 0 first)
    if(NOT first STREQUAL "#include \"${own}\"")
      complain("${file}" "${first}" "'${own}' comes first")
    endif()
  endif()
  foreach(line IN LISTS includes)
    if(line MATCHES "^#include \"(([a-z_]+)/[^\"]+)\"")
      # embedded/ is what gk_embed made of a data file.
      if(NOT CMAKE_MATCH_2 STREQUAL embedded AND NOT CMAKE_MATCH_2 IN_LIST USES
         AND NOT CMAKE_MATCH_1 IN_LIST PEEKS)
        complain("${file}" "${line}" "'${ROOM}' may not use '${CMAKE_MATCH_2}'")
      endif()
    elseif(line MATCHES "^#include <([A-Za-z0-9+]+)[./]")
      if(CMAKE_MATCH_1 IN_LIST libraries AND NOT CMAKE_MATCH_1 IN_LIST OWNS)
        complain("${file}" "${line}" "'${ROOM}' does not own '${CMAKE_MATCH_1}'")
      endif()
    endif()
  endforeach()
  if(NOT file MATCHES "/(core/system_clock\\.cpp|app/[^/]+)$")
    file(STRINGS "${file}" calls REGEX "${machine}")
    foreach(line IN LISTS calls)
      complain("${file}" "${line}" "time, environment and chance come in as arguments")
    endforeach()
  endif()
endforeach()
