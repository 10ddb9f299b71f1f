//! A table of words: each key with its English text.

macro_rules! words {
    (
        $(#[$about:meta])* $Table:ident as $english:ident $(with { $($field:ident: $Type:ty = $value:expr,)* })?;
        $($key:ident: $text:literal,)*
    ) => {
        $(#[$about])*
        #[allow(clippy::doc_markdown, reason = "the slots of sentences are not identifiers")]
        #[derive(Debug, schemars::JsonSchema, serde::Serialize)]
        pub struct $Table {
            $($(#[serde(skip)] #[schemars(skip)] pub(crate) $field: $Type,)*)?
            $(#[doc = concat!("`", $text, "`")] pub $key: &'static str,)*
        }

        /// The same in English.
        pub static $english: $Table = $Table { $($($field: $value,)*)? $($key: $text,)* };
    };
}

pub(super) use words;
