//! A command, an option or a value that does not exist, and what was probably meant.

use clap::Error;
use clap::error::{ContextKind, ContextValue};

use crate::diag::nearest_first as sorted;

/// What was typed, and what is suggested for it.
const KINDS: [[ContextKind; 2]; 3] = [
    [
        ContextKind::InvalidSubcommand,
        ContextKind::SuggestedSubcommand,
    ],
    [ContextKind::InvalidArg, ContextKind::SuggestedArg],
    [ContextKind::InvalidValue, ContextKind::SuggestedValue],
];

/// The same error with its suggestions in order: the reader of the arguments names the nearest last.
pub(super) fn nearest_first(mut error: Error) -> Error {
    for [typed, suggested] in KINDS {
        let said = (error.get(typed), error.get(suggested));
        if let (Some(ContextValue::String(typed)), Some(ContextValue::Strings(words))) = said {
            let words = sorted(typed, words);
            error.insert(suggested, ContextValue::Strings(words));
        }
    }
    error
}
