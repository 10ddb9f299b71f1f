//! quarterdeck turns a council's quarter files and commentary into its public performance website.

pub mod disk;
pub mod markup;
