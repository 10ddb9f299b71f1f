//! `quarterdeck completions`

use clap::{Args as ClapArgs, CommandFactory};
use clap_complete::{Shell, generate};

use super::args::Args;
use super::{ExitStatus, console};

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck completions bash > ~/.local/share/bash-completion/completions/quarterdeck
  quarterdeck completions zsh > ~/.zfunc/_quarterdeck
  quarterdeck completions fish > ~/.config/fish/completions/quarterdeck.fish
  quarterdeck completions powershell >> $PROFILE")]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs) -> ExitStatus {
    let mut script = Vec::new();
    generate(args.shell, &mut Args::command(), "quarterdeck", &mut script);
    console::print(&String::from_utf8_lossy(&script));
    ExitStatus::Success
}
