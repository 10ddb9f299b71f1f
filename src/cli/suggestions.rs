//! Suggestions for a command, an option or a value that does not exist.

use clap::Error;
use clap::error::{ContextKind, ContextValue};

use crate::diag;

/// The context of an error that has what was typed, and the one that has suggestions for it.
const CONTEXTS: [[ContextKind; 2]; 3] = [
    [
        ContextKind::InvalidSubcommand,
        ContextKind::SuggestedSubcommand,
    ],
    [ContextKind::InvalidArg, ContextKind::SuggestedArg],
    [ContextKind::InvalidValue, ContextKind::SuggestedValue],
];

/// Sorts the suggestions of an error. clap puts the nearest last.
pub(super) fn nearest_first(mut error: Error) -> Error {
    for [typed, suggested] in CONTEXTS {
        let found = (error.get(typed), error.get(suggested));
        if let (Some(ContextValue::String(typed)), Some(ContextValue::Strings(words))) = found {
            let words = diag::nearest_first(typed, words);
            error.insert(suggested, ContextValue::Strings(words));
        }
    }
    error
}
