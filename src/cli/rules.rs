//! Rules about themes that are checked.

use crate::diag::rules;

rules! {
    BAD_PAGE = Error "bad-page" {
        why: "`rolecall theme check` renders a theme against sites of long, odd and missing things. A page that comes out with a dead link, a doubled id or a script of its own would do so on real sites too.",
        example: "<img src=\"{{ job.logo.url }}\"> without `alt`, `width` and `height`",
        remedy: "Correct the template.",
    }
}
