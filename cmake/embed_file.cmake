# Writes NAME.h and NAME.cpp with the bytes of SOURCE. As hexadecimal, because a string literal
# has a length limit and a raw one a delimiter that text may contain.
file(READ "${SOURCE}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
string(REGEX REPLACE "('[^,]*',)('[^,]*',)('[^,]*',)('[^,]*',)('[^,]*',)('[^,]*',)('[^,]*',)('[^,]*',)"
       "\\1\\2\\3\\4\\5\\6\\7\\8\n" bytes "${bytes}")
file(WRITE "${FOLDER}/${NAME}.h"
"#pragma once

#include <string_view>

namespace gkwatch::data {
extern const std::string_view ${NAME};
}
")
file(WRITE "${FOLDER}/${NAME}.cpp"
"#include \"embedded/${NAME}.h\"

namespace gkwatch::data {
namespace {
constexpr char kBytes[] = {${bytes}'\\0'};
}
const std::string_view ${NAME}{kBytes, ${size}};
}
")
