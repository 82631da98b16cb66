// gkwatch-reader: reads one document, locked in. Not for people: gkwatch starts it.
#include "parser/document_reader.h"
#include "sandbox/serve.h"

int main(int argc, char** argv) {
  gkwatch::parser::PlainReader reader;
  gkwatch::sandbox::serve_as_child(argc, argv, reader);
}
