// gkwatch-reader: reads one document, locked in, or stands over LibreOffice that converts one.
// Not for people: gkwatch starts it.
#include <string_view>

#include "parser/document_reader.h"
#include "sandbox/frames.h"
#include "sandbox/launch.h"
#include "sandbox/remote_converter.h"
#include "sandbox/serve.h"

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view{argv[1]} == gkwatch::sandbox::kLaunch) {
    gkwatch::sandbox::launch_as_child(argc, argv);
  }
  gkwatch::sandbox::RemoteConverter converter;
  gkwatch::parser::PlainReader reader{&converter};
  gkwatch::sandbox::serve_as_child(argc, argv, reader);
}
