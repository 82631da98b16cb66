# Every library beyond the standard one, found here and linked by the one room that owns it
# (docs/decisions/). Debian package names are in quickstart and check.
find_package(PkgConfig REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)

# Optional: reading PDF, by poppler's private interface (docs/decisions/0009-poppler-reads-pdf.md).
pkg_check_modules(POPPLER IMPORTED_TARGET poppler>=22.12 poppler<23)
find_path(POPPLER_PRIVATE_HEADER poppler/OutputDev.h)
if(POPPLER_FOUND AND POPPLER_PRIVATE_HEADER)
  set(pdf_default ON)
else()
  set(pdf_default OFF)
endif()
option(GKWATCH_PDF "Read PDF reports (libpoppler-private-dev, poppler-data)" ${pdf_default})
if(GKWATCH_PDF AND NOT pdf_default)
  message(FATAL_ERROR "GKWATCH_PDF needs poppler 22.12 with its private headers: "
                      "libpoppler-private-dev, poppler-data")
endif()
