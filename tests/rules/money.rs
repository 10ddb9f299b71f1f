//! Money.

use quarterdeck::assess::finance::MoneyVerdict;
use quarterdeck::model::Figure;
use quarterdeck::site::{self, Options};

use crate::Answers;
use crate::site::{NOW, Site, quarter};
use crate::table::Row;
use crate::words;

/// The site with the money that these lines give.
fn site_of(threshold: Option<&str>, lines: &str) -> Site {
    let settings = threshold.map_or(String::new(), |threshold| {
        format!("finance: {{ amber_up_to: {threshold} }}\n")
    });
    let mut site = Site::with_settings(&settings);
    site.quarter(
        NOW,
        &format!("publish_on: already_public\nfinance: {{ {lines} }}"),
        &[],
    );
    site
}

/// What is judged of that money.
fn judged(threshold: Option<&str>, lines: &str) -> Result<MoneyVerdict, String> {
    let judged = site_of(threshold, lines).judged()?;
    let money = &judged.assessment.quarter(quarter(NOW)).money;
    Ok(money.clone().expect("money is judged"))
}

fn percent(figure: Option<&Figure>) -> String {
    figure.map_or("none".to_owned(), |figure| figure.shown().to_string())
}

fn variance(row: &Row, unit: &str, amounts: &str) -> Answers {
    let lines = format!(
        "in: {unit}, revenue: [ {{ service: All, {amounts}, basis: full_year_forecast }} ]"
    );
    let judged = judged(row.optional("threshold"), &lines).expect("a site");
    let variance = &judged.revenue[0];
    vec![
        ("variance", variance.amount.normalize().to_string()),
        ("per cent", percent(variance.percent.as_ref())),
        (
            "rating",
            variance.rating.map_or("none".to_owned(), words::rating),
        ),
    ]
}

pub(crate) fn projection(row: &Row) -> Answers {
    let amounts = format!(
        "budget: {}, projected: {}",
        row.cell("budget"),
        row.cell("projected")
    );
    variance(row, row.cell("in"), &amounts)
}

pub(crate) fn printed(row: &Row) -> Answers {
    let budgets = ["gross", "net"].into_iter();
    let budgets = budgets.filter_map(|name| Some(format!("{name}: {}, ", row.optional(name)?)));
    let amounts = format!(
        "{}variance: {}, variance_on: {}",
        budgets.collect::<String>(),
        row.cell("variance"),
        row.cell("measured on").replace(' ', "_")
    );
    variance(row, "thousands", &amounts)
}

pub(crate) fn two_printed(row: &Row) -> Answers {
    let budgets = ["gross", "net"].into_iter();
    let budgets = budgets.filter_map(|name| Some(format!("{name}: {}, ", row.optional(name)?)));
    let lines = format!(
        "in: thousands, revenue: [ {{ service: All, {}variance: {{ gross: {}, net: {} }}, variance_on: {}, basis: to_date }} ]",
        budgets.collect::<String>(),
        row.cell("gross variance"),
        row.cell("net variance"),
        row.cell("measured on")
    );
    let judged = judged(row.optional("threshold"), &lines).expect("a site");
    let variance = &judged.revenue[0];
    let other = variance.other.as_ref().expect("two variances");
    vec![
        ("variance", variance.amount.to_string()),
        ("per cent", percent(variance.percent.as_ref())),
        (
            "rating",
            variance.rating.map_or("none".to_owned(), words::rating),
        ),
        ("other", other.amount.to_string()),
        ("other per cent", percent(other.percent.as_ref())),
    ]
}

pub(crate) fn savings(row: &Row) -> Answers {
    let lines = format!(
        "in: thousands, savings: [ {{ target: {}, projected: {} }} ]",
        row.cell("target"),
        row.cell("projected")
    );
    let judged = judged(None, &lines).expect("a site");
    let shortfall = &judged.savings[0];
    vec![
        ("shortfall", shortfall.amount.to_string()),
        ("per cent", percent(shortfall.percent.as_ref())),
    ]
}

pub(crate) fn services(row: &Row) -> Answers {
    add_up(row, |amount| format!("budget: {amount}, projected: 0"))
}

pub(crate) fn columns(row: &Row) -> Answers {
    add_up(row, |amount| {
        format!("budget: 0, projected: 0, columns: {{ At month 3: {amount} }}")
    })
}

fn add_up(row: &Row, amounts: impl Fn(&str) -> String) -> Answers {
    let revenue = |name: &str, amount: &str, more: &str| {
        let amounts = amounts(amount);
        format!("{{ service: {name}, {amounts}, basis: to_date{more} }}")
    };
    let services = row.cell("services").split(", ").enumerate();
    let mut rows: Vec<String> = services
        .map(|(index, amount)| revenue(&format!("S{index}"), amount, ""))
        .collect();
    let note = match row.cell("note") {
        "yes" => ", note: As printed",
        _ => "",
    };
    rows.push(revenue(
        "All",
        row.cell("total"),
        &format!(", total: true{note}"),
    ));
    let judged = judged(
        None,
        &format!("in: thousands, revenue: [ {} ]", rows.join(", ")),
    );
    let answer = judged.map_or_else(|refused| refused, |_| "accepted".to_owned());
    vec![("answer", answer)]
}

/// The finding on the one service, as the section's page prints it.
pub(crate) fn sentence(row: &Row) -> Answers {
    let basis = match row.cell("basis") {
        "to date" => "to_date",
        _ => "full_year_forecast",
    };
    let lines = format!(
        "in: {}, revenue: [ {{ service: All, budget: {}, projected: {}, basis: {basis} }} ]",
        row.cell("in"),
        row.cell("budget"),
        row.cell("projected")
    );
    let judged = site_of(None, &lines).judged().expect("a site");
    let options = Options::default();
    let pages = site::plan(&judged.report, &judged.assessment, &options);
    let page = pages.page("2016-17/q1/finance/index.html").expect("a page");
    let view = serde_json::to_value(&page.view).expect("a view");
    let text = view["head"]["findings"][0]["text"].as_str();
    let text = text.and_then(|text| text.strip_prefix("All: "));
    vec![("sentence", text.unwrap_or_default().to_owned())]
}
