//! The difference between two texts. No other file uses the crate `similar`.

use similar::TextDiff;

/// Returns the changes between two named texts in the format of `diff -u`. Empty if there are none.
pub(crate) fn unified(before: (&str, &str), after: (&str, &str)) -> String {
    let (before_name, before) = before;
    let (after_name, after) = after;
    TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(3)
        .header(before_name, after_name)
        .to_string()
}
