//! `explain`: a code, and how a verdict came about.

use crate::site::{MEASURE, QUARTER, Site};

const DAY: [&str; 2] = ["--as-of", "2016-10-01"];

#[test]
fn a_code_is_explained_without_a_site() {
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    let (code, said) = crate::site::run_in(elsewhere.path(), &["explain", "CUT-TEXT"]);
    assert_eq!(code, 0);
    assert!(
        said.starts_with("cut-text: A space and a # cut off text"),
        "{said}"
    );
    assert!(
        said.contains("Wrong, in content/measures/a2.yaml:\n\n    title: "),
        "{said}"
    );
}

#[test]
fn a_verdict_is_explained_step_by_step_with_its_numbers() {
    let site = Site::new();
    let measure = MEASURE.replace(
        "tolerance: 90",
        "tolerance: { percent: 5 }, set_by: cabinet",
    );
    let measure = measure + "meaningful_change: 2\ndecimals: 1\n";
    site.write("content/measures/a2.yaml", &measure);
    site.write(
        "content/quarters/2015-16-q4.yaml",
        "background: true\nvalues:\n  a2: 91\n",
    );
    let quarter = QUARTER.replace("a2: 88", "a2: { numerator: 14, denominator: 16 }");
    site.write("content/quarters/2016-17-q1.yaml", &quarter);
    let told = "A2: Assessments completed on time, April to June 2016 (Quarter 1, 2016/17)

  Figure                            14 of 16 is 87.5. It is shown as 87.5% and rated before rounding.
  Target                            92%, from April to June 2016 (2016-17 Q1), set by cabinet.
  Tolerance                         87.4%: 5% of the target of 92% is 4.6 percentage points, and 92% less 4.6 percentage points is
                                    87.4%.
  Rule                              Target and tolerance. A figure that equals or is better than its target is on target. A figure that
                                    is worse than the target but equals or is better than the tolerance is close to target. A figure
                                    that is worse than that is off target. A target without a tolerance has two outcomes. The page of
                                    each measure says whether higher or lower is better, or whether a figure between two limits is best.
                                    Ratings use figures before rounding.
                                    Higher is better.
  Comparison                        87.5% is worse than the target, 92%.
                                    87.5% is better than the tolerance, 87.4%.
  Rating                            Close to target. 87.5% is below the target of 92% and not below the tolerance of 87.4%, so this is
                                    close to target.
                                    By the rule.
  Compared with the quarter before  Worsened. Worsened by 3.5 percentage points, from 91% in January to March 2016.
                                    This comparison is shown first.
                                    A change of less than 2 percentage points does not count.
  Compared with last year           No comparison available. This site has no report for April to June 2015.
  How long                          This is the first quarter with this rating.
  Lists                             On the list “Close to target”: chosen by the rule.
";
    for name in ["a2", "A2"] {
        for quarter in ["2016-17-q1", "2016-17 Q1", "2016-17-Q1"] {
            let given = site.given(&["explain", name, quarter, DAY[0], DAY[1]]);
            assert_eq!(given, (0, told.to_owned()), "{name} {quarter}");
        }
    }
    assert_eq!(
        site.given(&["explain", "a2", DAY[0], DAY[1]]).1,
        told,
        "the latest quarter"
    );
}

#[test]
fn what_cannot_be_explained_is_met_with_what_was_meant() {
    let site = Site::new();
    let said = |args: &[&str]| {
        let (code, said) = site.run(&[args, &DAY].concat());
        assert_eq!(code, 2, "{said}");
        said
    };
    assert!(said(&["explain", "cutext"]).contains("did you mean `cut-text`?"));
    assert!(said(&["explain", "zzz"]).contains("no code or measure `zzz`"));
    let unknown = said(&["explain", "a2", "2016-17-q2"]);
    assert!(unknown.contains("there is 2016-17-q1"), "{unknown}");
    site.write(
        "content/measures/a3.yaml",
        &MEASURE.replace(
            "title: Ass",
            "reported: { from: 2018-19 Q1 }\ntitle: Other ass",
        ),
    );
    let shared = said(&["explain", "a/2", "2016-17-q1"]);
    assert!(
        !shared.contains("several"),
        "its id goes before a reference: {shared}"
    );
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &QUARTER.replace("88", "8,8"),
    );
    let (code, said) = site.run(&["explain", "a2", "2016-17-q1", DAY[0], DAY[1]]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("fix them before asking for an explanation"),
        "{said}"
    );
}

#[test]
fn a_problem_tells_where_to_learn_more() {
    let site = Site::new();
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &QUARTER.replace("88", "8,8"),
    );
    let (_, said) = site.run(&["check", DAY[0], DAY[1]]);
    assert!(
        said.contains(
            "Learn more quarterdeck explain not-a-figure explains the rule, with an example"
        ),
        "{said}"
    );
    assert_eq!(said.matches("quarterdeck explain").count(), 1);
    let several = "values:\n  a2: 8,8\n  a3: 8,8\n  b1: 9\nrisk: 1\n";
    site.write("content/quarters/2016-17-q1.yaml", several);
    let (_, said) = site.run(&["check", DAY[0], DAY[1]]);
    let told = said.lines().find(|line| line.contains("Learn more"));
    let told = told.expect("where to learn more");
    for code in ["not-a-figure", "unknown-measure", "unknown-field"] {
        assert_eq!(told.matches(code).count(), 1, "each once: {said}");
    }
}
