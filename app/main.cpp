#include "app/start.h"

int main(int argc, char** argv) { return gkwatch::app::start_program(argc, argv); }
