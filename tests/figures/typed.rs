//! What is read as a figure, and what to type in place of the rest.

use quarterdeck::model::{FigureError, plain_decimal};

#[test]
fn digits_and_one_point_are_a_figure_and_nothing_else_is() {
    for text in ["0", "24", "87.70", "-3687", "0.02"] {
        let value = plain_decimal(text).expect(text);
        assert_eq!(value.to_string(), text, "keeps its decimals");
    }
    let table = [
        ("1,000", "1000"),
        ("1_000", "1000"),
        ("1e3", "1000"),
        ("5.", "5"),
        (".5", "0.5"),
        ("88%", "88"),
        ("£46,617", "46617"),
        ("1,234,567.5", "1234567.5"),
        ("-1,000", "-1000"),
        ("41,0", "41.0"),
        ("-41,25", "-41.25"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("7,1234", "7.1234"),
        ("88,", "88"),
        ("+4", "4"),
        ("−4", "-4"),
        ("\u{2014}4", "-4"),
        ("\u{2011}4.5", "-4.5"),
        ("\u{ff0d}4", "-4"),
        ("1\u{2009}234", "1234"),
        ("1\u{202f}234\u{2007}567", "1234567"),
        ("\u{ff18}\u{ff18}", "88"),
        ("\u{668}\u{668}", "88"),
    ];
    for (typed, instead) in table {
        let expected = FigureError::WriteInstead(instead.to_owned());
        assert_eq!(plain_decimal(typed), Err(expected), "{typed}");
    }
    let none = "|n/a|1.2.3|1.234,5|1,23,456|1,000,00|about 500|0x1F|--4";
    for text in none.split('|') {
        let read = plain_decimal(text);
        assert_eq!(read, Err(FigureError::NotANumber), "{text:?}");
    }
}

#[test]
fn a_spreadsheets_own_number_is_the_one_that_it_shows() {
    for text in ["1234567890123456", "0.3333333333333333", "1.123456789"] {
        assert_eq!(plain_decimal(text), Err(FigureError::TooLong), "{text}");
    }
    let artefacts = [
        ("130770.99999999999", "130771"),
        ("0.30000000000000004", "0.3"),
        ("-12.300000000000001", "-12.3"),
        ("87.70000000000000284", "87.7"),
        ("130,770.99999999999", "130771"),
        ("1.3077099999999999e5", "130771"),
        ("87.69999999999999%", "87.7"),
        ("99.999999999999986", "100"),
    ];
    for (typed, meant) in artefacts {
        let expected = FigureError::Rounded(meant.to_owned());
        assert_eq!(plain_decimal(typed), Err(expected), "{typed}");
    }
}
