//! What can be asked for. A flag cannot exist without its help.

#[cfg(feature = "serve")]
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

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
  quarterdeck serve                      show the site while it is being written
  quarterdeck build -o /srv/www/figures  publish somewhere else
  quarterdeck build --as-of 2016-09-27   the site as it was on that day
  quarterdeck -r council build --strict  the site in council/, warnings stop it
  quarterdeck explain a2 2016-17-q1      how a measure came by its verdict
  quarterdeck theme                      what the site's own look changes

Exit codes: 0 fine, 1 the content has problems, 2 the command or the machine has.";

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
    /// The site's folder, which holds content/
    #[arg(short, long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Say only what is wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more of what is done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorWhen,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a new site
    Init(InitArgs),
    /// Begin a quarter, a measure or a comment
    New(NewArgs),
    /// Make the site
    Build(BuildArgs),
    /// Find every problem, and write nothing but what --fix mends
    #[command(visible_aliases = ["validate", "lint"])]
    Check(CheckArgs),
    /// Show the site in a browser, and each change as soon as it is saved
    #[cfg(feature = "serve")]
    #[command(visible_aliases = ["server", "dev", "preview"])]
    Serve(ServeArgs),
    /// Show what the public will see change since an earlier revision
    Diff(DiffArgs),
    /// Say why a rule is there, or how a measure came by its verdict
    Explain(ExplainArgs),
    /// List the figures that are due by where they stand: who owes what
    List(ListArgs),
    /// Give the JSON Schema of a kind of file, so that an editor's program helps while you type
    Schema(SchemaArgs),
    /// Remove what the last build made, and nothing else
    Clean(CleanArgs),
    /// Give what makes a shell complete commands and options
    Completions(CompletionsArgs),
    /// List what the site's own theme sets, fills and replaces, and what has changed underneath since
    Theme(ThemeArgs),
}

/// Which edition of a site is read.
#[derive(Debug, ClapArgs)]
pub(super) struct EditionArgs {
    /// The day that the site is made for: nothing published later is in it [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Take in what is not public yet as well: drafts, and what has its day still to come. Every page says so
    #[arg(long)]
    pub(super) drafts: bool,
    /// Let warnings stop the command as errors do
    #[arg(long)]
    pub(super) strict: bool,
}

/// `build`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck build                     into public/, beside content/
  quarterdeck build -o site -u https://www.example.gov.uk/performance/
  quarterdeck build --drafts --for-folder -o preview    a copy that opens by double click")]
pub(super) struct BuildArgs {
    /// Where to publish [default: public in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    pub(super) output_dir: Option<PathBuf>,
    /// The address that the site will have, in place of the one in site.yaml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// Make links end in index.html, for a copy that opens by double click
    #[arg(long)]
    pub(super) for_folder: bool,
    #[command(flatten)]
    pub(super) edition: EditionArgs,
}

/// `serve`
#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck serve -O          opens the site in a browser
  quarterdeck serve --public    without drafts, as the public sees it today
  quarterdeck serve -N          open pages follow what is edited
  quarterdeck serve --poll 500  for a network drive, or Windows folders under WSL

What is not public yet is shown, as by `build --drafts`, and every page says so. Nothing is written: for a site to
publish, there is `build`.")]
pub(super) struct ServeArgs {
    /// The address of this machine to listen at; 0.0.0.0 shows drafts to the whole network
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = interface)]
    pub(super) interface: IpAddr,
    /// The port to listen at [default: 1111, or the next that is free]
    #[arg(short, long)]
    pub(super) port: Option<u16>,
    /// Open the site in a browser
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    /// Look for changes so often, in milliseconds, where the system does not tell of them
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..=600_000))]
    pub(super) poll: Option<u64>,
    /// Take open pages to the page whose file changed
    #[arg(short = 'N', long)]
    pub(super) navigate_to_changed: bool,
    /// Show only what the public may see, without drafts and what is still to come
    #[arg(long)]
    pub(super) public: bool,
    /// The day that the site is made for [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// The address that the site will have, in place of the one in site.yaml
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
}

/// `clean`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  quarterdeck clean             empties public/ of what the last build made; other files stay")]
pub(super) struct CleanArgs {
    /// What to clean [default: public in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    pub(super) output_dir: Option<PathBuf>,
}

/// `theme`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck theme                                     what your theme changes
  quarterdeck theme take properties.css --name harbour  begin a look of your own
  quarterdeck theme take templates/measure.html         replace one file, and be told when the built-in one changes
  quarterdeck theme diff templates/measure.html         what has changed in it since")]
pub(super) struct ThemeArgs {
    #[command(subcommand)]
    pub(super) action: Option<ThemeAction>,
}

/// What can be done with a theme's files.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// Copy a built-in file into the site's theme, to change it there
    Take(TakeArgs),
    /// Show what has changed in a built-in file since it was taken
    Diff(ThemePath),
    /// Record that a change of a built-in file has been taken over
    Accept(ThemePath),
}

/// `theme take`
#[derive(Debug, ClapArgs)]
pub(super) struct TakeArgs {
    /// The file, such as templates/measure.html or properties.css
    pub(super) path: String,
    /// The name of the theme to begin, where the site has none of its own yet
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
}

/// A file of the built-in theme.
#[derive(Debug, ClapArgs)]
pub(super) struct ThemePath {
    /// The file, such as templates/measure.html
    pub(super) path: String,
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    crate::parse::leaf::date_of(text)
        .ok_or_else(|| "write the year, the month and the day: 2016-09-27".to_owned())
}

#[cfg(feature = "serve")]
fn interface(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| {
        "write an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them".to_owned()
    })
}

pub(super) fn base_url(text: &str) -> Result<String, String> {
    crate::parse::address::base_address(text)
        .map_err(|(message, help)| format!("{message}: {help}"))
}
