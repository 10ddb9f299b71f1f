//! Quarters' reports, other than their figures.

use std::collections::BTreeMap;

use super::{About, Statement};
use crate::model::{Publication, Quarter, QuarterReport, StatedOf};
use crate::site::context::Context;
use crate::site::part::money::QuarterMoney;
use crate::site::part::registers::ActionRow;
use crate::site::part::{LinkView, objective_rows, registers, risks, tallies};
use crate::site::phrases::periods;

pub(crate) fn quarter_statements(context: &Context, report: &QuarterReport) -> Vec<Statement> {
    let mut statements = vec![publication_statement(context, report)];
    if report.is_background() {
        return statements;
    }
    statements.extend(objective_statements(context, report.quarter));
    statements.extend(money_statements(context, report));
    statements.extend(register_statements(context, report));
    statements.extend(stated_total_statements(context, report.quarter));
    number(&mut statements);
    statements
}

fn publication_statement(context: &Context, report: &QuarterReport) -> Statement {
    let published = match report.publication {
        Publication::On(day) => periods::day(context.words, day),
        Publication::AlreadyPublic => "before the site began".to_owned(),
        Publication::InProgress { through, since } => {
            let (through, since) = (
                periods::month(context.words, through),
                periods::day(context.words, since),
            );
            format!("{through} and before, since {since}")
        }
        Publication::Draft => "no day yet".to_owned(),
        Publication::Background(_) => "background: it has no page".to_owned(),
    };
    let source = report.source.as_ref().filter(|_| !report.is_background());
    let title = periods::quarter(context.words, report.quarter);
    Statement::new(About::Quarter(report.quarter), &title)
        .with("published", published)
        .with_some("source", source.map(|source| source.title.as_str()))
        .with_some(
            "address of the source",
            source.and_then(|source| source.url.clone()),
        )
}

fn objective_statements(context: &Context, quarter: Quarter) -> Vec<Statement> {
    let rows = objective_rows::objectives_with_rows(context, quarter);
    let statements = rows.map(|(objective, row)| {
        let about = About::ObjectiveIn(quarter, objective.id.clone());
        let direction = row.direction.map(|direction| direction.label);
        Statement::new(about, &row.title)
            .with("rating", row.rating)
            .with_some("direction", direction)
            .with("says", row.sentences.join("\n"))
    });
    statements.collect()
}

fn money_statements(context: &Context, report: &QuarterReport) -> Vec<Statement> {
    let money = QuarterMoney::new(context, report);
    let tables = money.into_iter().flat_map(|money| money.tables());
    let statements = tables.flat_map(|table| {
        table.rows.into_iter().map(move |row| {
            let name = format!("{}: {}", table.caption, row.label);
            let cells = table.head.iter().zip(&row.cells).map(|(head, cell)| {
                let texts = [Some(head), Some(&cell.amount), cell.detail.as_ref()];
                let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
                texts.join(" ")
            });
            Statement::new(About::Money(report.quarter, name.clone()), &name)
                .with("amounts", cells.collect::<Vec<_>>().join("\n"))
                .with_some("basis", table.basis.clone())
                .with("rating", row.rating)
                .with_some("note", row.note)
        })
    });
    statements.collect()
}

fn register_statements(context: &Context, report: &QuarterReport) -> Vec<Statement> {
    let quarter = report.quarter;
    let groups = risks::groups(context, report).into_iter();
    let risks = groups.flat_map(|group| group.risks).map(|risk| {
        Statement::new(About::Risk(quarter, risk.title.clone()), &risk.title)
            .with_some("reference", risk.reference)
            .with_some("kind", risk.kind)
            .with("before anything is done", risk.inherent.label)
            .with("after what is done", risk.residual.label)
            .with_some("aim", risk.target.map(|target| target.label))
            .with_some("direction", risk.change.map(|change| change.label))
            .with("what is done", risk.mitigation.join("\n"))
            .with_some("owner", risk.owner)
            .with_some("relates to", labels(&risk.related))
            .with_some("note", risk.note)
    });
    let actions = registers::actions(context, report)
        .into_iter()
        .flat_map(|plan| {
            let rows = plan.rows.into_iter();
            rows.flat_map(move |row| action_statements(quarter, &plan.plan, row))
        });
    let challenges = registers::challenges(context, report);
    let challenges = challenges.ahead.into_iter().chain(challenges.progress);
    let challenges = challenges.map(|one| {
        Statement::new(About::Challenge(quarter, one.title.clone()), &one.title)
            .with("says", one.points.join("\n"))
            .with_some("owner", one.owner)
            .with_some("relates to", labels(&one.related))
    });
    risks.chain(actions).chain(challenges).collect()
}

/// Returns a statement of an action, and one of each of its milestones.
fn action_statements(quarter: Quarter, plan: &str, row: ActionRow) -> Vec<Statement> {
    let name = format!("{plan}: {}", row.title);
    let milestones = row.milestones.into_iter().map(|milestone| {
        let name = format!("{name}: {}", milestone.title);
        Statement::new(About::Action(quarter, name.clone()), &name)
            .with("rating", milestone.rating)
            .with("due", milestone.due)
            .with_some("overdue", milestone.overdue.then_some("yes"))
            .with_some("note", milestone.note)
    });
    let milestones: Vec<Statement> = milestones.collect();
    let action = Statement::new(About::Action(quarter, name.clone()), &name)
        .with_some("reference", row.reference)
        .with("rating", row.rating)
        .with_some("complete", row.complete)
        .with("due", row.due)
        .with_some("overdue", row.overdue.then_some("yes"))
        .with_some("owner", row.owner)
        .with_some("relates to", labels(&row.related))
        .with_some("note", row.note);
    std::iter::once(action).chain(milestones).collect()
}

/// Returns the texts of links, each on its own line. `None` if there are none.
fn labels(links: &[LinkView]) -> Option<String> {
    let labels: Vec<&str> = links.iter().map(|link| link.label.as_str()).collect();
    (!labels.is_empty()).then(|| labels.join("\n"))
}

fn stated_total_statements(context: &Context, quarter: Quarter) -> Vec<Statement> {
    let kinds = [StatedOf::Measures, StatedOf::Actions, StatedOf::Risks];
    let stated = kinds
        .into_iter()
        .flat_map(|of| tallies::stated_of(context, quarter, of));
    let stated = stated.map(|stated| {
        Statement::new(About::Stated(quarter, stated.of.clone()), &stated.of)
            .with("says", stated.text)
            .with_some("note", stated.note)
    });
    stated.collect()
}

/// Numbers things with the same name.
fn number(statements: &mut [Statement]) {
    let mut counts: BTreeMap<About, usize> = BTreeMap::new();
    for statement in statements {
        let count = counts.entry(statement.about.clone()).or_default();
        *count += 1;
        if *count > 1
            && let About::Money(_, name)
            | About::Risk(_, name)
            | About::Action(_, name)
            | About::Challenge(_, name)
            | About::Stated(_, name) = &mut statement.about
        {
            *name = format!("{name} ({count})");
        }
    }
}
