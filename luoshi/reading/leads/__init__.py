"""Which department should lead a commitment, with the reasons. Pure, as all reading."""

from luoshi.reading.leads._functions import functions_of
from luoshi.reading.leads._model import Cause, CauseCode, Precedent, Suggestion
from luoshi.reading.leads._suggest import suggest_lead

__all__ = ["Cause", "CauseCode", "Precedent", "Suggestion", "functions_of", "suggest_lead"]
