//! The plural forms of a language.

/// How the sentences of a language agree with a number.
///
/// A language with the six forms of the Unicode plural rules (Welsh: zero, one, two, few, many, other) has six.
#[derive(Debug)]
pub(crate) struct Plural {
    /// How many forms there are.
    pub(crate) forms: usize,
    /// Returns which form a number takes, counted from 0.
    pub(crate) form: fn(usize) -> usize,
}
