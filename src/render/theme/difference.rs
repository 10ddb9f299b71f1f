//! What has changed between two texts. The one door to the crate that compares them.

use similar::TextDiff;

/// The changes from one text to another, as `diff -u` writes them. Empty where there are none.
pub fn unified(before: (&str, &str), after: (&str, &str)) -> String {
    let (before_name, before) = before;
    let (after_name, after) = after;
    TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(3)
        .header(before_name, after_name)
        .to_string()
}
