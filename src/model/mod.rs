//! What values mean: languages, places, pay, moments. Plain values without files, YAML or templates.

mod cities;
mod deadlines;
mod lang;
mod place;
mod salary;
mod time;

pub use cities::{country_of_city, state_of_city};
pub use deadlines::Deadlines;
pub use lang::{Collation, Lang, language_name};
pub use place::{Area, Country, EUROPEAN_UNION, Place, Region};
pub use salary::{Amount, Period, Salary, SalaryFault};
pub use time::{Closing, When};
