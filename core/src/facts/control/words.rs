//! Controllers in words.

use core::fmt;

use super::Controller;

const HOUR_SECS: u64 = 3_600;

impl fmt::Display for Controller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Renounced { address } => write!(f, "nobody (it is {address})"),
            Self::Eoa { address, delegate } => {
                write!(f, "one key, {address}")?;
                delegate.map_or(Ok(()), |code| write!(f, ", which runs the code of {code}"))
            }
            Self::Safe {
                address,
                threshold,
                owners,
                modules,
            } => {
                let keys = owners.len();
                write!(f, "the Safe {address}, {threshold} of {keys} keys")?;
                match modules.as_deref() {
                    Some([]) => Ok(()),
                    Some(_) => f.write_str(", with modules that need no key"),
                    None => f.write_str(", whose modules were not read"),
                }
            }
            Self::Timelock {
                address,
                delay_secs,
                proposers,
                ..
            } => {
                let hours = delay_secs / HOUR_SECS;
                write!(
                    f,
                    "the timelock {address} after {hours} hours, proposed by "
                )?;
                list(f, proposers)
            }
            Self::Governor { address, .. } => {
                write!(
                    f,
                    "the contract {address}, which shows itself as a governor"
                )
            }
            Self::Members {
                members, admins, ..
            } => {
                list(f, members)?;
                if !admins.is_empty() {
                    f.write_str("; appointed by ")?;
                    list(f, admins)?;
                }
                Ok(())
            }
            Self::Contract {
                address,
                owner,
                only_owner,
                ..
            } => {
                write!(f, "the contract {address}")?;
                match owner {
                    Some(owner) if *only_owner => write!(f, ", which only obeys {owner}"),
                    Some(owner) => write!(f, ", owned by {owner}, whose rules were not read"),
                    None => f.write_str(", whose rules were not read"),
                }
            }
            Self::Unknown { reason } => write!(f, "an unknown holder: {}", reason.sentence()),
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, controllers: &[Controller]) -> fmt::Result {
    if controllers.is_empty() {
        return f.write_str("nobody who was found");
    }
    for (index, controller) in controllers.iter().enumerate() {
        let and = if index == 0 { "" } else { " and " };
        write!(f, "{and}{controller}")?;
    }
    Ok(())
}
