//! Links from one page to others: relative, so that a site works below any folder.

use super::Route;

/// The form of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStyle {
    /// `../measures/a2/`, for a web server.
    Folder,
    /// `../measures/a2/index.html`, for a copy that opens by double click.
    File,
}

/// Builds links from one page to others.
#[derive(Debug, Clone)]
pub struct Links {
    from: String,
    /// The path of the site's root, for the 404 page, which is served at any address.
    absolute: Option<String>,
    style: LinkStyle,
}

impl Links {
    /// Returns the links of a page. Those of the 404 page start with the path of the base address, because the page is
    /// served at any address.
    pub(crate) fn new(route: &Route, style: LinkStyle, base_path: &str) -> Self {
        let absolute = matches!((route, style), (Route::NotFound, LinkStyle::Folder))
            .then(|| base_path.to_owned());
        Self {
            from: route.folder(),
            absolute,
            style,
        }
    }

    /// Returns a link to a page.
    pub(crate) fn to(&self, route: &Route) -> String {
        let end = match (self.style, route) {
            (_, Route::NotFound) => "404.html",
            (LinkStyle::Folder, _) => "",
            (LinkStyle::File, _) => "index.html",
        };
        let mut link = self.folder(&route.folder());
        link.push_str(end);
        link
    }

    /// Returns a link to a file, given its path below the root.
    pub(crate) fn file(&self, path: &str) -> String {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = self.folder(folder);
        let folder = if folder == "./" { "" } else { &folder };
        format!("{folder}{name}")
    }

    /// Returns the relative path from this page's folder to another, ending in `/`.
    fn folder(&self, to: &str) -> String {
        if let Some(root) = &self.absolute {
            return if to.is_empty() {
                root.clone()
            } else {
                format!("{root}{to}/")
            };
        }
        let parts = |path: &str| -> Vec<String> {
            path.split('/')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let (from, to) = (parts(&self.from), parts(to));
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(from.len() - shared);
        for part in &to[shared..] {
            link.push_str(part);
            link.push('/');
        }
        if link.is_empty() {
            "./".to_owned()
        } else {
            link
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MeasureId, ObjectiveId, Quarter, QuarterNumber};

    #[test]
    fn links_are_relative_and_work_below_any_folder() {
        let quarter = Quarter::new(2016, QuarterNumber::Q1);
        let objective = ObjectiveId::new("p2-obj1");
        let measure = Route::Measure(MeasureId::new("a2"));
        let in_quarter = Route::ObjectiveIn(quarter, objective);
        let table = [
            (Route::Home, measure.clone(), "measures/a2/"),
            (measure.clone(), Route::Home, "../../"),
            (
                measure.clone(),
                Route::Measure(MeasureId::new("a3")),
                "../a3/",
            ),
            (measure.clone(), Route::Measures, "../"),
            (measure.clone(), measure.clone(), "./"),
            (
                Route::Quarter(quarter),
                in_quarter.clone(),
                "objectives/p2-obj1/",
            ),
            (in_quarter, measure, "../../../../measures/a2/"),
        ];
        for (from, to, link) in table {
            assert_eq!(
                Links::new(&from, LinkStyle::Folder, "/").to(&to),
                link,
                "{from} to {to}"
            );
        }
    }

    #[test]
    fn a_copy_on_a_disk_names_files_and_the_404_page_the_base_path() {
        let measure = Route::Measure(MeasureId::new("a2"));
        assert_eq!(
            Links::new(&Route::Home, LinkStyle::File, "/").to(&measure),
            "measures/a2/index.html"
        );
        let links = Links::new(&Route::NotFound, LinkStyle::Folder, "/performance/");
        assert_eq!(links.to(&measure), "/performance/measures/a2/");
        assert_eq!(links.to(&Route::Home), "/performance/");
        assert_eq!(
            links.file("assets/style.css"),
            "/performance/assets/style.css"
        );
        assert_eq!(
            Links::new(&measure, LinkStyle::File, "/").file("style.css"),
            "../../style.css"
        );
    }
}
