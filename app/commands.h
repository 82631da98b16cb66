#pragma once

#include <string>
#include <vector>

#include "app/options.h"
#include "app/world.h"

namespace gkwatch::app {

// Runs one command line to its end and returns the process's exit code.
int run_program(const std::vector<std::string>& arguments, World& world);

// One function per command. Data goes to world.out, everything else to world.err.
Exit run_command(const Options& options, World& world);    // run
Exit poll_command(const Options& options, World& world);   // poll
Exit parse_command(const Options& options, World& world);  // parse
Exit list_command(const Options& options,
                  World& world);  // agencies reports history findings alerts stats search
Exit show_command(const Options& options, World& world);          // show
Exit diff_command(const Options& options, World& world);          // diff
Exit completion_command(const Options& options, World& world);    // completion
Exit export_command(const Options& options, World& world);        // export
Exit sql_command(const Options& options, World& world);           // sql
Exit rules_command(const Options& options, World& world);         // rules
Exit acknowledge_command(const Options& options, World& world);   // alerts ack
Exit dismiss_command(const Options& options, World& world);       // findings dismiss
Exit silence_command(const Options& options, World& world);       // alerts silence
Exit unsilence_command(const Options& options, World& world);     // alerts unsilence
Exit routes_command(const Options& options, World& world);        // routes
Exit archive_get_command(const Options& options, World& world);     // archive get
Exit archive_warc_command(const Options& options, World& world);    // archive warc
Exit archive_verify_command(const Options& options, World& world);  // archive verify
Exit backup_command(const Options& options, World& world);          // backup
Exit restore_command(const Options& options, World& world);         // restore
Exit import_command(const Options& options, World& world);          // import
Exit reparse_command(const Options& options, World& world);         // reparse
Exit check_config_command(const Options& options, World& world);  // check-config
Exit discover_command(const Options& options, World& world);      // discover
Exit notify_command(const Options& options, World& world);        // notify

// The language of this command: asked for on the command line, else of the environment
// ($GKWATCH_LANGUAGE), else Chinese. Commands with a configuration prefer its `language`.
Language language_of(const Options& options, const World& world);

// "gkwatch: <message>" on standard error, and the exit code that goes with it.
Exit complain(const Error& error, World& world);

}  // namespace gkwatch::app
