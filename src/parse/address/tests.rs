use super::*;

/// Each word is an address.
const READ_ALIKE: &str = "https://www.example.gov.uk https://www.example.gov.uk/a/b.pdf?x=1&y=%20#top \
    http://localhost:8080/ https://EXAMPLE.gov.uk/Report_(final).pdf https://xn--gv-k1c.example/ \
    https://10.0.0.1:65535/x https://cy.example.org/wiki/Tŷ https://a.example/@user/~x/$,;:=+!*'";

const REFUSED: &str = "www.example.gov.uk https:// http:///x https:///example.gov.uk https:/example.gov.uk \
    https:\\\\example.gov.uk https://gov.uk\\@evil.example/ https://gov.uk@evil.example/ \
    https://gov.uk%40evil.example/ https://user:pw@example.gov.uk/ https://example.gov.uk:99999/ \
    https://example.gov.uk:0/ https://example.gov.uk:/ https://example.gov.uk:80a/ https://exаmple.gov.uk/ \
    https://gov。uk/ https://example.gov.uk\u{202e}/ https://example.gov.uk/\u{200b} \
    https://example.gov.uk/\"onclick= https://example.gov.uk/<x> https://example.gov.uk/%zz \
    https://example.gov.uk/%+1 https://example.gov.uk/%0d%0aX https://example.gov.uk/% \
    https://.example.gov.uk/ https://example..uk/ https://example.gov.uk./ https://-example.gov.uk/ \
    https://?x https://#x https://2130706433/ https://0x7f.1/ https://1.2.3/ https://256.1.1.1/ \
    https://[::1]/ HTTPS://example.gov.uk/ javascript:alert(1) //example.gov.uk/ file:///S:/x \
    \\\\server\\share\\x.xlsx S:\\x.xlsx ftp://example.gov.uk/";

#[test]
fn only_addresses_that_every_browser_reads_alike_are_taken() {
    for typed in READ_ALIKE.split_whitespace() {
        assert_eq!(web_address(typed), Ok(typed), "{typed}");
    }
    let with_spaces = "|exam\tple.gov.uk/|example.gov.uk/a b|example.gov.uk/a\nb".split('|');
    let with_spaces: Vec<String> = with_spaces.map(|rest| format!("https://{rest}")).collect();
    let others = with_spaces.iter().map(String::as_str).chain([""]);
    for typed in REFUSED.split_whitespace().chain(others) {
        assert!(web_address(typed).is_err(), "{typed}");
    }
}

#[test]
fn the_address_of_a_site_is_a_folder() {
    let table = [
        ("https://example.gov.uk", Ok("https://example.gov.uk/")),
        ("https://example.uk/a-b/", Ok("https://example.uk/a-b/")),
        ("https://e.uk/~x", Ok("https://e.uk/~x/")),
        ("https://e.uk/x?y", Err("write `https://e.uk/x`")),
        ("https://e.uk/#y", Err("write `https://e.uk/`")),
        ("https://e.uk/a/index.html", Err("write `https://e.uk/a/`")),
        ("https://e.uk/Index.HTM/", Err("write `https://e.uk/`")),
    ];
    for (typed, meant) in table {
        let read = base_address(typed);
        let read = read.as_deref().map_err(|(_, help)| help.as_str());
        assert_eq!(read, meant, "{typed}");
    }
    for rest in ["/a", "a/../b", "%2e%2E/", "a*b/", "tŷ"] {
        let typed = format!("https://e.uk/{rest}");
        assert!(base_address(&typed).is_err(), "{typed}");
    }
}

#[test]
fn a_contact_is_one_address() {
    for typed in "a@b.example first.last+x@mail.example.gov.uk o'neil@b.example".split(' ') {
        assert_eq!(email(typed), Ok(typed));
    }
    let words = "a a@b @b.example a@b@c.example a@b.example?bcc=x a@b.example&cc=x a%0a@b.example \
        a@b.example;c@d.example .a@b.example a.@b.example a..b@c.example a@exаmple.uk";
    let spaced = "|a@b.example, c@d.example|A <a@b.example>|a b@c.example".split('|');
    for typed in words.split_whitespace().chain(spaced) {
        assert!(email(typed).is_err(), "{typed}");
    }
    for typed in "a@b.example|https://b.example/contact|01302 736000|+44 (0)1302 736-000".split('|')
    {
        assert_eq!(contact(typed), Ok(typed));
    }
    for typed in ["0", "call 01302 736000", "01302 736000?x"] {
        assert!(contact(typed).is_err(), "{typed}");
    }
    assert!(telephone("+44-1302-736000").is_ok() && telephone("999;x").is_err());
}
