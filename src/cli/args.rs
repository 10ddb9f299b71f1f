//! The arguments of the command line, with their help.

#[cfg(feature = "serve")]
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::model::Quarter;
use crate::parse::leaf;

pub(super) use super::check::CheckArgs;
pub(super) use super::completions::CompletionsArgs;
pub(super) use super::diff::DiffArgs;
pub(super) use super::explain::ExplainArgs;
pub(super) use super::init::InitArgs;
pub(super) use super::list::ListArgs;
pub(super) use super::new::NewArgs;
pub(super) use super::schema::SchemaArgs;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(Style::new());

const EXAMPLES: &str = "\
Examples:
  quarterdeck check                      find every problem, write nothing
  quarterdeck build                      make the site from content/ into public/
  quarterdeck serve                      preview the site while you write
  quarterdeck build -o /srv/www/figures  publish somewhere else
  quarterdeck build --as-of 2016-09-27   the site as it was on that day
  quarterdeck -r council build --strict  the site in council/, with warnings as errors
  quarterdeck explain a2 2016-17-q1      how a measure was rated
  quarterdeck theme                      what the site's theme changes

Exit codes: 0 no problems, 1 problems in the content, 2 problems with the command or the machine.";

/// Compiles quarter files and commentary into a council's public performance website.
#[derive(Debug, Parser)]
#[command(name = "quarterdeck", version, about, styles = STYLES, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command, before or after it.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The site's folder, which contains content/
    #[arg(short, long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Print only problems
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more detail
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorWhen,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// Only on a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a new site
    Init(InitArgs),
    /// Create a quarter, a measure or a comment
    New(NewArgs),
    /// Build the site
    Build(BuildArgs),
    /// Find every problem; nothing is written unless you use --fix
    #[command(visible_aliases = ["validate", "lint"])]
    Check(CheckArgs),
    /// Preview the site in a browser, updated as you save
    #[cfg(feature = "serve")]
    #[command(visible_aliases = ["server", "dev", "preview"])]
    Serve(ServeArgs),
    /// Show what changes for the public since an earlier revision
    Diff(DiffArgs),
    /// Explain a rule, or how a measure was rated
    Explain(ExplainArgs),
    /// List the figures that are due, their state and the responsible officers
    List(ListArgs),
    /// Print the JSON Schema for a kind of file, which helps editors while they type
    Schema(SchemaArgs),
    /// Remove the files that the last build made
    Clean(CleanArgs),
    /// Print a shell completion script
    Completions(CompletionsArgs),
    /// List what the site's theme changes, and which built-in files have changed since
    Theme(ThemeArgs),
}

/// The options that choose the edition of a site.
#[derive(Debug, ClapArgs)]
pub(super) struct EditionArgs {
    /// Build the site as it is on this day, without anything published later [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Include drafts and content not yet due for publication. Every page says so
    #[arg(long)]
    pub(super) drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck build                     into public/, beside content/
  quarterdeck build -o site -u https://www.example.gov.uk/performance/
  quarterdeck build --drafts --for-folder -o preview    a copy that opens with a double click
  quarterdeck build --dry-run           list what would change, and write nothing")]
pub(super) struct BuildArgs {
    /// Where to publish [default: public in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    pub(super) output_dir: Option<PathBuf>,
    /// The site's public address, instead of the one in site.yaml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// Make links end in index.html, so that a copy opens with a double click
    #[arg(long)]
    pub(super) for_folder: bool,
    /// List the files that would be added, changed and removed, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) edition: EditionArgs,
}

#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck serve -O          open the site in a browser
  quarterdeck serve --public    without drafts, as the public sees it today
  quarterdeck serve -N          open the page that you edit
  quarterdeck serve --poll 500  for a network drive, or Windows folders under WSL

Content that is not public yet is shown, as with `build --drafts`, and every page says so. No files are written: to
publish, use `build`.")]
pub(super) struct ServeArgs {
    /// The address to listen on; 0.0.0.0 shows drafts to the whole network
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = interface)]
    pub(super) interface: IpAddr,
    /// The port to listen on [default: 1111, or the next free port]
    #[arg(short, long)]
    pub(super) port: Option<u16>,
    /// Open the site in a browser
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    /// Look for changes every so many milliseconds, if the system does not report them
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..=600_000))]
    pub(super) poll: Option<u64>,
    /// Open the page whose file changed
    #[arg(short = 'N', long)]
    pub(super) navigate_to_changed: bool,
    /// Show only public content, without drafts and content not yet due for publication
    #[arg(long)]
    pub(super) public: bool,
    /// Show the site as it is on this day [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// The site's public address, instead of the one in site.yaml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  quarterdeck clean             remove the files that the last build made from public/")]
pub(super) struct CleanArgs {
    /// The folder to clean [default: public in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    pub(super) output_dir: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck theme                                     what your theme changes
  quarterdeck theme take properties.css --name harbour  create a theme
  quarterdeck theme take templates/measure.html         replace one file
  quarterdeck theme diff templates/measure.html         what has changed in the built-in file since")]
pub(super) struct ThemeArgs {
    #[command(subcommand)]
    pub(super) action: Option<ThemeAction>,
}

/// The actions on a theme's files.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// Copy a built-in file into the site's theme, to change it there
    Take {
        /// The file, such as templates/measure.html or properties.css
        path: String,
        /// The name of the theme to create, if the site has none yet
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Show what has changed in a built-in file since it was taken
    Diff {
        /// The file, such as templates/measure.html
        path: String,
    },
    /// Record that you have dealt with a change to a built-in file
    Accept {
        /// The file, such as templates/measure.html
        path: String,
    },
}

/// Parses a day, for options.
pub(super) fn date(text: &str) -> Result<Date, String> {
    leaf::date_of(text)
        .ok_or_else(|| "write the year, the month and the day: 2016-09-27".to_owned())
}

/// Parses a quarter, for options.
pub(super) fn quarter(text: &str) -> Result<Quarter, String> {
    leaf::quarter_of_slug(&text.to_lowercase())
        .or_else(|| leaf::quarter_of(text).ok())
        .ok_or_else(|| "write it as 2016-17-q1".to_owned())
}

/// Parses an address of this machine.
#[cfg(feature = "serve")]
fn interface(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| {
        "write an address of this machine: 127.0.0.1, or 0.0.0.0 for all its addresses".to_owned()
    })
}

/// Parses the public address of a site.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    crate::parse::address::base_address(text)
        .map_err(|(message, help)| format!("{message}: {help}"))
}
