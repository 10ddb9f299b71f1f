//! quarterdeck turns a council's quarter files and commentary into its public performance website.

pub mod chart;
pub mod markup;
