//! Links from one page to others: relative, so that a site works below any folder.

use super::Route;

/// The form of links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LinkStyle {
    /// `../measures/a2/`, for a web server.
    #[default]
    Folder,
    /// `../measures/a2/index.html`, for a copy that opens by double click.
    File,
}

/// Builds links from one page to others.
#[derive(Debug, Clone)]
pub(crate) struct Links {
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

    pub(crate) fn to(&self, route: &Route) -> String {
        let end = match (self.style, route) {
            (_, Route::NotFound) => "404.html",
            (LinkStyle::Folder, _) => "",
            (LinkStyle::File, _) => "index.html",
        };
        self.folder(&route.folder()) + end
    }

    /// Returns a link to a file, given its path below the root.
    pub(crate) fn file(&self, path: &str) -> String {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = self.folder(folder);
        format!("{}{name}", folder.trim_start_matches("./"))
    }

    /// Returns the relative path from this page's folder to another, ending in `/`.
    fn folder(&self, to: &str) -> String {
        fn parts(path: &str) -> Vec<&str> {
            path.split('/').filter(|part| !part.is_empty()).collect()
        }
        if let Some(root) = &self.absolute {
            let end = if to.is_empty() { "" } else { "/" };
            return format!("{root}{to}{end}");
        }
        let (from, to) = (parts(&self.from), parts(to));
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(from.len() - shared);
        link.extend(to[shared..].iter().flat_map(|part| [*part, "/"]));
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
    fn links_are_relative_but_those_of_the_404_page_name_the_base_path() {
        use LinkStyle::{File, Folder};
        let quarter = Quarter::new(2016, QuarterNumber::Q1);
        let objective = ObjectiveId::new("p2-obj1");
        let measure = Route::Measure(MeasureId::new("a2"));
        let other = Route::Measure(MeasureId::new("a3"));
        let in_quarter = Route::ObjectiveIn(quarter, objective);
        let (home, quarter) = (Route::Home, Route::Quarter(quarter));
        let table = [
            (&home, Folder, &measure, "measures/a2/"),
            (&measure, Folder, &home, "../../"),
            (&measure, Folder, &other, "../a3/"),
            (&measure, Folder, &Route::Measures, "../"),
            (&measure, Folder, &measure, "./"),
            (&quarter, Folder, &in_quarter, "objectives/p2-obj1/"),
            (&in_quarter, Folder, &measure, "../../../../measures/a2/"),
            (&home, File, &measure, "measures/a2/index.html"),
            (
                &Route::NotFound,
                Folder,
                &measure,
                "/performance/measures/a2/",
            ),
            (&Route::NotFound, Folder, &home, "/performance/"),
        ];
        let links = |from, style| Links::new(from, style, "/performance/");
        for (from, style, to, link) in table {
            assert_eq!(links(from, style).to(to), link, "{from} to {to}");
        }
        let style = "assets/style.css";
        let of_lost = links(&Route::NotFound, Folder).file(style);
        assert_eq!(of_lost, "/performance/assets/style.css");
        assert_eq!(links(&measure, File).file("style.css"), "../../style.css");
    }
}
