//! Themes.

use super::{Explanation, in_both};

pub(in crate::diag) const THEME: Explanation = Explanation {
    more: "A site's theme is the folder under themes/ that site.yaml names. If the name is wrong, the site would be published with the built-in theme.",
    paths: in_both("content/site.yaml"),
    wrong: "theme: harbuor",
    right: "theme: default",
};

pub(in crate::diag) const ASSET: Explanation = Explanation {
    more: "A picture that is cut off, a web page saved as a picture or a Git LFS pointer would show as a broken picture. Files of kinds that themes do not publish are left out with a warning, because they may be source files or private notes.",
    paths: in_both("themes/ours/crest.svg"),
    wrong: "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4096",
    right: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
};

pub(in crate::diag) const THEME_SYNTAX: Explanation = Explanation {
    more: "Templates print with {{ }} and control with {% %}. If one of these is not closed, the rest of the file is read as part of it.",
    paths: in_both("themes/ours/templates/slots/header.html"),
    wrong: "<p>{{ frame.organisation }</p>",
    right: "<p>{{ frame.organisation }}</p>",
};

pub(in crate::diag) const THEME_FIELD: Explanation = Explanation {
    more: "The template engine shows nothing for a field that does not exist. So every field in a template is checked before pages are made. docs/theme.md lists the fields.",
    paths: in_both("themes/ours/templates/methods.html"),
    wrong: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.ruels %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
    right: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
};

pub(in crate::diag) const THEME_VALUE: Explanation = Explanation {
    more: "Print a text, loop over a list, and choose one field of a group of fields. Anything else would put program code on the page.",
    paths: in_both("themes/ours/templates/methods.html"),
    wrong: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n<p>{{ view.rules }}</p>\n{% endblock %}",
    right: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
};

pub(in crate::diag) const THEME_PART: Explanation = Explanation {
    more: "Components, blocks, templates and filters are used by name. A name that does not exist would stop the build at the first page that needs it.",
    paths: in_both("themes/ours/templates/methods.html"),
    wrong: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods | uper }}</h1>\n{% endblock %}",
    right: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods | upper }}</h1>\n{% endblock %}",
};

pub(in crate::diag) const THEME_PAGE: Explanation = Explanation {
    more: "Before anything is published, the program makes a trial page of each kind to find mistakes that only show when a page is made.",
    paths: in_both("themes/ours/templates/slots/header.html"),
    wrong: "<p>{{ frame.footer[99] }}</p>",
    right: "<p>{{ frame.organisation }}</p>",
};

pub(in crate::diag) const THEME_MARKUP: Explanation = Explanation {
    more: "`| safe` prints a text as markup. HTML that someone typed in the text would then run in every reader's browser. Use it only for fields that docs/theme.md lists as markup.",
    paths: in_both("themes/ours/templates/methods.html"),
    wrong: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text | safe }}</p>{% endfor %}\n{% endblock %}",
    right: "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
};

pub(in crate::diag) const THEME_PROPERTY: Explanation = Explanation {
    more: "Browsers ignore properties that they do not know, so a misspelt property would have no effect.",
    paths: in_both("themes/ours/properties.css"),
    wrong: ":root {\n  --lnik: #12436d;\n}",
    right: ":root {\n  --link: #12436d;\n}",
};

pub(in crate::diag) const CONTRAST: Explanation = Explanation {
    more: "Many readers cannot see low contrast, and no one can in sunlight. The law requires public bodies to meet WCAG 2.2 AA: a contrast of 4.5 to 1 for text and 3 to 1 for shapes. The help gives the nearest colour that meets it.",
    paths: in_both("themes/ours/properties.css"),
    wrong: ":root {\n  --link: #6fa8d6;\n}",
    right: ":root {\n  --link: #12436d;\n}",
};
