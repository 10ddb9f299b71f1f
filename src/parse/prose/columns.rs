//! How the columns of an author's table are aligned.

use super::Alignment;

/// Returns the alignment of each column, given the text of all cells below the head. A column of figures is aligned to
/// the right, unless it is the first or its author aligned it.
pub(super) fn aligned(alignments: &[Alignment], cells: &[String]) -> Vec<Alignment> {
    let columns = alignments.iter().enumerate();
    let columns = columns.map(|(at, own)| {
        let column = cells.iter().skip(at).step_by(alignments.len());
        let filled = column.map(|cell| cell.trim());
        let filled: Vec<&str> = filled.filter(|cell| !cell.is_empty()).collect();
        let is_figures = at > 0 && !filled.is_empty() && filled.iter().all(|cell| is_figure(cell));
        match own {
            Alignment::None if is_figures => Alignment::Right,
            own => *own,
        }
    });
    columns.collect()
}

/// Whether a cell is a figure, such as `−£1,200.50`, `88%` or `4.2m`.
fn is_figure(cell: &str) -> bool {
    let number = cell.trim_start_matches(['+', '-', '\u{2212}', '£']);
    let number = number.trim_end_matches(['%', 'm', 'k']);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_figures_is_aligned_to_the_right() {
        let table: [(Alignment, &[&str], Alignment); 5] = [
            (
                Alignment::None,
                &["88%", "\u{2212}£1,200.50", ""],
                Alignment::Right,
            ),
            (Alignment::None, &["88%", "not known"], Alignment::None),
            (Alignment::None, &["30 July 2016"], Alignment::None),
            (Alignment::None, &["", ""], Alignment::None),
            (Alignment::Left, &["88%"], Alignment::Left),
        ];
        for (own, column, expected) in table {
            let cells = column.iter().flat_map(|cell| ["1", cell]);
            let cells: Vec<String> = cells.map(str::to_owned).collect();
            let shown = aligned(&[Alignment::None, own], &cells);
            assert_eq!(shown, [Alignment::None, expected], "{column:?}");
        }
    }
}
