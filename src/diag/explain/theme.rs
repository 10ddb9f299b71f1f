//! A site's own look.

use super::{Explanation, at};

pub(in crate::diag) const THEME: Explanation = Explanation {
    more: "A site's own look lies in the folder under themes/ that site.yaml names. Under another name it would be passed over, and the site published in the built-in look.",
    wrong: at("content/site.yaml", "theme: harbuor"),
    right: at("content/site.yaml", "theme: default"),
};

pub(in crate::diag) const ASSET: Explanation = Explanation {
    more: "A picture that is cut off, a web page that was saved in place of one, or a pointer of Git LFS shows as a broken picture, and only to the public. A file of a kind that themes do not publish is left out with a warning: it may be a source file, or a note that nobody meant to publish.",
    wrong: at(
        "themes/ours/crest.svg",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4096",
    ),
    right: at(
        "themes/ours/crest.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
    ),
};

pub(in crate::diag) const THEME_SYNTAX: Explanation = Explanation {
    more: "What a template prints stands in two pairs of braces, what it does in braces with percent signs. One that is left open takes the rest of the file with it.",
    wrong: at(
        "themes/ours/templates/slots/header.html",
        "<p>{{ frame.organisation }</p>",
    ),
    right: at(
        "themes/ours/templates/slots/header.html",
        "<p>{{ frame.organisation }}</p>",
    ),
};

pub(in crate::diag) const THEME_FIELD: Explanation = Explanation {
    more: "The template engine shows nothing for a field that does not exist, and says nothing either. So every field that a template names is looked up before a page is made; docs/theme.md lists them all.",
    wrong: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.ruels %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
    ),
    right: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
    ),
};

pub(in crate::diag) const THEME_VALUE: Explanation = Explanation {
    more: "A text is printed, a list is gone through, and of a group of fields one is chosen. Anything else would put the program's own way of writing on the page.",
    wrong: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n<p>{{ view.rules }}</p>\n{% endblock %}",
    ),
    right: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
    ),
};

pub(in crate::diag) const THEME_PART: Explanation = Explanation {
    more: "Components, blocks, templates and filters are called by name. A name that is not there would stop the build at the first page that needs it.",
    wrong: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods | uper }}</h1>\n{% endblock %}",
    ),
    right: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods | upper }}</h1>\n{% endblock %}",
    ),
};

pub(in crate::diag) const THEME_PAGE: Explanation = Explanation {
    more: "Before anything is published, a page of each kind is made for practice. What fails then would have failed when the public was waiting for it.",
    wrong: at(
        "themes/ours/templates/slots/header.html",
        "<p>{{ frame.footer[99] }}</p>",
    ),
    right: at(
        "themes/ours/templates/slots/header.html",
        "<p>{{ frame.organisation }}</p>",
    ),
};

pub(in crate::diag) const THEME_MARKUP: Explanation = Explanation {
    more: "`| safe` prints a text as markup. In a text that someone typed, tags would then run in every reader's browser. Markup of the site's own making is marked as such, and needs it.",
    wrong: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text | safe }}</p>{% endfor %}\n{% endblock %}",
    ),
    right: at(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ w.methods }}</h1>\n{% for rule in view.rules %}<p>{{ rule.text }}</p>{% endfor %}\n{% endblock %}",
    ),
};

pub(in crate::diag) const THEME_PROPERTY: Explanation = Explanation {
    more: "Browsers pass over a property that they do not know, so a misspelt one would change nothing, and nobody would be told.",
    wrong: at(
        "themes/ours/properties.css",
        ":root {\n  --lnik: #12436d;\n}",
    ),
    right: at(
        "themes/ours/properties.css",
        ":root {\n  --link: #12436d;\n}",
    ),
};

pub(in crate::diag) const CONTRAST: Explanation = Explanation {
    more: "About one reader in ten sees contrast badly, and everybody does in sunlight. The law asks public bodies for WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for shapes. The help names the nearest colour that would do.",
    wrong: at(
        "themes/ours/properties.css",
        ":root {\n  --link: #6fa8d6;\n}",
    ),
    right: at(
        "themes/ours/properties.css",
        ":root {\n  --link: #12436d;\n}",
    ),
};
