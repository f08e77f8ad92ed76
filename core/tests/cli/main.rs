//! The command line tool as a person or a script meets it: arguments, output, exit codes.

mod batch;
mod lying_node;
mod node;
mod run;
mod verbs;
