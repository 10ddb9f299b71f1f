//! quarterdeck compiles a council's quarter files and commentary into its public performance website.
//!
//! # The map
//!
//! The program is a pipeline of functions between named types. A value of each type proves something, which later
//! stages do not check again. A stage that can fail collects all its problems before it returns.
//!
//! ```text
//! disk -> SourceTree -> Drafts -> Report -> Assessment -> PageSet -> Output -> disk, serve
//! edge     source       parse     check      assess        site       render    edges
//!                                               \-> review (diagnostics only)
//! ```
//!
//! | type | what its existence proves |
//! |---|---|
//! | [`source::SourceTree`] | every input byte is here: path to bytes, a value |
//! | [`parse::draft::Drafts`] | the syntax is right; drafts still know where each thing stands |
//! | [`model::Report`] | it makes sense: ids unique, references resolved, periods and units agreed; and it holds what the public may see on the day of the [`check::Edition`], nothing else |
//! | [`assess::Assessment`] | it is judged. This cannot fail: wanting an error here means that `check` let something through |
//! | [`site::PageSet`] | every page has its own `site::route::Route`, and a typed view as soon as it is asked for; charts are still data |
//! | [`render::Output`] | every path is known, and each file renders from its view when it is asked for |
//!
//! [`build`] runs the pipeline in two functions: [`build::read`] (sources to a judged report and its theme, with all
//! problems) and [`build::output`] (a judged report to an output). A [`build::Session`] reads a site each time it changes.
//! Its stages cache their results by input, so that only the work that an edit affects is repeated.
//!
//! # The modules
//!
//! | module | what it holds | what it may use |
//! |---|---|---|
//! | [`source`] | the input as a value; line and column | nothing |
//! | [`markup`] | the one type for trusted markup | nothing |
//! | [`recall`] | what was worked out before, for as long as it holds | nothing |
//! | [`diag`] | a problem as data; its codes; how terminals, hosts and other programs are told | `source` |
//! | [`model`] | the field's own nouns: quarter, figure, measure, target | `source`, `markup` |
//! | [`parse`] | files to drafts. `yaml` is the one door to the YAML crate, `prose` the one to Markdown | `diag`, `recall` and below |
//! | [`check`] | drafts to a report, one small file for each concern | `parse` and below |
//! | [`assess`] | *the* rules, once each: rating, direction, roll-up, what moved, highlights, objectives, money, reporting, who owes what, the ledger of changes, revisions, forecasts, answers to committees | `model`, `recall` |
//! | [`review`] | what can only be said once figures are judged | `assess`, `parse` and below |
//! | [`chart`] | a specification in, SVG with title, description and table out; the one door to plotters | `markup` |
//! | [`site`] | which pages there are and what each says; every word from one table | `assess`, `chart`'s specification, the paths of `source` |
//! | [`data`] | the same site for machines: feed, sitemap, headers of hosts, pictures that stand alone; the one door to XML and to PNG | `site`, `chart`, `model` |
//! | [`render`] | views and a theme to files; the theme checked against the views; the one door to tera | `site`, `data`, `chart`, `diag` |
//! | [`build`] | the pipeline | all of the above |
//! | [`compare`] | two editions side by side: what the public will see change, and what must not change unsaid | `build` and below |
//! | [`author`] | files that are begun for an editor: a new site, a quarter, a measure, a comment, a host's workflows | `site`, `parse` and below |
//! | [`disk`] | an edge: reads the site's folder, publishes without loss | `source` |
//! | [`serve`] | an edge: the site while it is being written, in a browser on the same machine | `build`, `disk` and below |
//! | [`cli`] | an edge: what was asked for, and what is said | everything |
//!
//! Only the edges use files, clocks, the environment or other programs. `clippy.toml` and `tests/walls` check these
//! boundaries: change them there and in this map together.
//!
//! # Where to look
//!
//! - A rule for judging: its function in [`assess`], its table in `tests/rules/`, its words in [`site::words`].
//! - A diagnostic: its code in [`diag::Code`], its fixture in `tests/mistakes/`.
//! - A fix of `check --fix`: the edit of a diagnostic, [`diag::Fix`], which [`build::Session::fix`] makes.
//! - A field of a file: its reader in [`parse::draft`]. The readers define which fields exist, and [`parse::schema`] is
//!   generated from them. Descriptions of fields are in `src/parse/schema/words/`.
//! - A page: its file with its view in [`site::page`], its template in `themes/default/`. The layers of [`site`], each using
//!   those before it, are `words`, `route`, `context`, `phrases`, `choose`, `part` and `page`.
//! - A list that may be too long for one page: `site::route::Route::Part`.
//! - The fields that a template can use: [`site::View`]. Problems of templates: [`render::theme`].

pub mod assess;
pub mod author;
pub mod build;
pub mod chart;
pub mod check;
pub mod cli;
pub mod compare;
pub mod data;
pub mod diag;
pub mod disk;
pub mod markup;
pub mod model;
pub mod parse;
pub mod recall;
pub mod render;
pub mod review;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;
