//! E06: publication within twenty days of the approval, by the dates that the publisher of the site states.

use super::{is_mandated, whole};
use crate::model::{Arg, Severity, Verdict, is_day, message};
use crate::verify::bench::Case;
use crate::verify::{Bench, Book, Rule};

/// E06: 公开时限.
pub(in crate::verify) static DEADLINE: Rule =
    Rule { id: "E06", severity: Severity::Warning, check: deadline };

/// The most days between approval and publication.
const DAYS: i64 = 20;

fn deadline(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.ledger.documents.iter().filter(|record| is_mandated(record)) {
        let (published, approved) = (&record.sidecar.published_on, &record.sidecar.approved_on);
        let known = |date: &str| match date {
            "" => message!("day-unknown").into(),
            day => Arg::day(day),
        };
        let dates =
            message!("approved-and-published", approved = known(approved), published = known(published));
        let (verdict, note) = match day(published).zip(day(approved)) {
            None => (Verdict::NotApplicable, message!("deadline-unknown", dates = dates)),
            Some((published, approved)) => match published - approved {
                days if days < 0 => {
                    (Verdict::InsufficientData, message!("deadline-published-first", dates = dates))
                }
                days if days <= DAYS => {
                    (Verdict::Pass, message!("deadline-kept", dates = dates, days = days))
                }
                days => {
                    let most = DAYS;
                    (Verdict::Mismatch, message!("deadline-missed", dates = dates, days = days, most = most))
                }
            },
        };
        let case = Case::new(
            record,
            message!("deadline"),
            whole(record, message!("side-published", day = known(published))),
            whole(record, message!("side-approved", day = known(approved))),
        );
        out.judge(case.noted([note]), verdict);
    }
}

/// The number of a day, counted from a fixed one; `None` for what is no date.
fn day(date: &str) -> Option<i64> {
    if !is_day(date) {
        return None;
    }
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day): (i64, i64, i64) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if year < 1 {
        return None;
    }
    // Years begin in March, so that the leap day is the last of its year.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let between = |a: &str, b: &str| day(b).zip(day(a)).map(|(b, a)| b - a);
        for (from, to, days) in [
            ("2023-01-31", "2023-02-20", 20),
            ("2024-02-10", "2024-03-01", 20),
            ("2023-02-10", "2023-03-01", 19),
            ("2023-12-20", "2024-01-10", 21),
            ("1999-12-31", "2000-12-31", 366),
            ("1900-02-28", "1900-03-01", 1),
        ] {
            assert_eq!(between(from, to), Some(days), "{from} {to}");
        }
        for no_date in ["", "2023", "2023-13-01", "2023-02-29", "2023-2-1", "2023-01-01-01", "二〇二三-01-01"]
        {
            assert_eq!(day(no_date), None, "{no_date}");
        }
    }
}
