# Sourced by ./quickstart and ./check: makes sure that the Debian packages are there.
# need_packages NAME… installs what is missing (with sudo where one is not root), or says
# exactly what is missing and ends.

gkwatch_build_packages=(
  g++ cmake ninja-build pkg-config
  libcurl4-openssl-dev libgumbo-dev libsqlite3-dev libicu-dev libspdlog-dev libfmt-dev
  libssl-dev nlohmann-json3-dev libtomlplusplus-dev libcli11-dev libmicrohttpd-dev
  libsystemd-dev libseccomp-dev ca-certificates
  libpoppler-private-dev poppler-data
  libtesseract-dev libleptonica-dev tesseract-ocr-chi-sim tesseract-ocr-eng
  libarchive-dev
  libpugixml-dev
  libdtl-dev
  libxlsxwriter-dev
  zlib1g-dev
)
# DOC, WPS, RTF and XLS are read with LibreOffice.
# The pages are looked at in a browser: chromium, a font with Chinese, node for the two packages
# of tests/browser.
gkwatch_test_packages=(
  mold
  libgtest-dev libgmock-dev
  poppler-utils
  libreoffice-writer-nogui libreoffice-calc-nogui
  chromium-headless-shell fonts-noto-cjk nodejs
  systemd mandoc
  clang libclang-rt-14-dev
)

need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' ||
      missing+=("$name")
  done
  ((${#missing[@]} == 0)) && return 0
  if ! command -v apt-get >/dev/null; then
    echo "missing packages (Debian 12 names): ${missing[*]}" >&2
    echo "apt-get was not found: install them by hand, then run this again" >&2
    exit 4
  fi
  local as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "missing packages: ${missing[*]}" >&2
      echo "you are not root and sudo was not found; as root run:" >&2
      echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
      exit 4
    fi
    as_root=(sudo)
  fi
  echo "installing: ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq >&2
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2; then
    echo "these packages could not be installed: ${missing[*]}" >&2
    exit 4
  fi
}
