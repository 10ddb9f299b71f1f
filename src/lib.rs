//! quarterdeck turns a council's quarter files and commentary into its public performance website.

pub mod assess;
pub mod build;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diag;
pub mod disk;
pub mod markup;
pub mod model;
pub mod parse;
pub mod render;
pub mod review;
pub mod site;
pub mod source;
