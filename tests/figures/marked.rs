//! Figures that no line may end in, and words that a line may end in: how a page marks them.

use quarterdeck::render::mark_figures;

/// Marks a text: `‹` before figures, `«` before long words, and `›` after both.
fn marked(text: &str) -> String {
    let page = mark_figures(&format!("<body>{text}</body>"));
    let page = page.replace("<body>", "").replace("</body>", "");
    let page = page.replace("<span class=\"long\">", "«");
    let page = page.replace("</span>", "›");
    ["", " wide-8", " wide-14", " wide-20"]
        .iter()
        .fold(page, |page, wide| {
            page.replace(&format!("<span class=\"figure{wide}\">"), "‹")
        })
}

#[test]
fn a_figure_is_kept_together_with_its_sign_and_its_unit() {
    let table = [
        ("It is \u{2212}£40.", "It is ‹\u{2212}£40.›"),
        ("by -£1,234,567.89 or more", "by ‹-£1,234,567.89› or more"),
        ("£1,008,000,000.55", "‹£1,008,000,000.55›"),
        ("\u{2212}1,234,567.89%", "‹\u{2212}1,234,567.89%›"),
        ("(£4.2 million)", "‹(£4.2 million)›"),
        ("some £3,687 thousand, and", "some ‹£3,687 thousand,› and"),
        ("0.02 per 100,000 people", "‹0.02 per 100,000› people"),
        ("87.7 per cent of 3", "‹87.7 per cent› of 3"),
        ("by 8 percentage points.", "by ‹8 percentage points.›"),
        ("33 weeks [p] and", "‹33 weeks [p]› and"),
        ("88% [p]", "‹88% [p]›"),
        ("within 5–10 days", "within ‹5–10 days›"),
        ("on 30 July 2016", "on ‹30 July› 2016"),
        ("2016-17 Q1", "‹2016-17 Q1›"),
        ("Q1 2016/17", "‹Q1 2016/17›"),
        ("Apr–Jun 2016", "‹Apr–Jun 2016›"),
        ("Apr–Jun", "‹Apr–Jun›"),
        ("took 4m 40s.", "took ‹4m 40s.›"),
        ("\u{2212}1h 4m 5s late", "‹\u{2212}1h 4m 5s› late"),
        ("of 6h 30m, 2h more", "of ‹6h 30m,› 2h more"),
    ];
    for (text, expected) in table {
        assert_eq!(marked(text), expected);
    }
}

#[test]
fn other_text_is_unchanged() {
    for text in [
        "88% is below 90.",
        "In 2016, days were long",
        "to June 2016 (Quarter 1)",
        "the licence OGL-UK-3.0",
        "one, two and 3. Weeks later",
        "A2 May be: A2 and 28",
        "R&amp;D&#39;s 12&quot; rule",
        "a-hyphenated-word",
        "",
        " ",
    ] {
        assert_eq!(marked(text), text);
    }
}

#[test]
fn a_very_long_word_may_end_a_line_anywhere() {
    let word = "x".repeat(120);
    assert_eq!(marked(&format!("a {word} b")), format!("a «{word}› b"));
    let address = "https://www.example.gov.uk/a/b?c=1&amp;d=2";
    assert_eq!(marked(address), format!("«{address}›"));
}

#[test]
fn a_long_figure_has_a_class_for_its_length() {
    let table = [
        ("1,008,0", ""),
        ("£100,000", "figure wide-8"),
        ("\u{2212}1,234,567.89%", "figure wide-14"),
        ("£1,008,000,000.55", "figure wide-14"),
        ("548.2 per 100,000 [p]", "figure wide-20"),
        ("30 September", "figure"),
    ];
    for (text, class) in table {
        let page = mark_figures(&format!("<body>{text}"));
        let found = page
            .split("class=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        assert_eq!(found.unwrap_or_default(), class, "{text}");
    }
}

#[test]
fn only_text_in_the_body_is_changed() {
    for page in [
        "<head><title>33 weeks</title></head><body>",
        "<body><a title=\"> 33 weeks\" href='33 weeks'>b</a>",
        "<body><svg><text>33 weeks</text></svg><pre>33 weeks</pre><!-- > 33 weeks -->",
        "<body><script>a < 33 weeks</script><style>33 weeks</style>",
    ] {
        assert_eq!(mark_figures(page), page);
    }
}
