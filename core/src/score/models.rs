//! The models that a score is made with: the shipped ones, or a caller's own.

use rugrisk_models::{CodeModel, ExitModel, WeightsError};

use super::features::FEATURES;

/// Both models.
///
/// ```
/// use rugrisk::score::{CodeModel, Models};
/// # use rugrisk::{Evidence, facts::Analyses, report::score_with};
///
/// // Weights of one's own, from `train` in the models crate; here the shipped ones, renamed.
/// let weights = std::str::from_utf8(CodeModel::SHIPPED)?.replacen("code-", "mine-", 1);
/// let models = Models::load(Some(weights.as_bytes()), None)?;
///
/// let evidence = Evidence::of_code("0x33ff".parse()?);
/// let report = score_with(&evidence, &mut Analyses::default(), &models);
/// assert!(report.engine.model.starts_with("mine-"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Models {
    pub(super) code: Option<CodeModel>,
    pub(super) exit: Option<ExitModel>,
}

/// Why weights cannot make a score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelsError {
    /// The weights of the code model are none.
    #[error("the code model cannot be used: {0}")]
    Code(WeightsError),
    /// The weights of the exit model are none.
    #[error("the exit model cannot be used: {0}")]
    Exit(WeightsError),
    /// The code model was trained on other questions than this version asks.
    #[error(
        "feature {} of the code model is {}, and this version asks for {}: train it on this version's table",
        .at.saturating_add(1),
        .found.as_deref().unwrap_or("missing"),
        .asked.unwrap_or("none more")
    )]
    Feature {
        /// The first that differs, from 0.
        at: usize,
        /// The model's, if it has as many.
        found: Option<String>,
        /// This version's, if it has as many.
        asked: Option<&'static str>,
    },
}

impl Models {
    /// Models from weights in the formats of `weights/code.txt` and `weights/exit.txt` in the models
    /// crate; the shipped ones for what is not given.
    ///
    /// # Errors
    /// Where weights are in another format, would let more risk lower the score, or answer other
    /// questions than this version asks.
    pub fn load(code: Option<&[u8]>, exit: Option<&[u8]>) -> Result<Self, ModelsError> {
        let code =
            CodeModel::load(code.unwrap_or(CodeModel::SHIPPED)).map_err(ModelsError::Code)?;
        let exit =
            ExitModel::load(exit.unwrap_or(ExitModel::SHIPPED)).map_err(ModelsError::Exit)?;
        let found = code.features();
        for at in 0..found.len().max(FEATURES.len()) {
            let found = found.get(at).cloned();
            let asked = FEATURES.get(at).map(|feature| feature.name);
            if found.as_deref() != asked {
                return Err(ModelsError::Feature { at, found, asked });
            }
        }
        Ok(Self {
            code: Some(code),
            exit: Some(exit),
        })
    }

    /// The models that this version comes with.
    #[must_use]
    pub fn shipped() -> Self {
        // A test loads them; without a model nothing would be called safe.
        Self {
            code: CodeModel::load(CodeModel::SHIPPED).ok(),
            exit: ExitModel::load(ExitModel::SHIPPED).ok(),
        }
    }
}
