"""Stage 4, resolve, second half: named things that reach a stage.

The grammar, NAMES being what ``_names`` takes for names::

    [力争|推动…] STAGE NAMES            建成第二人民医院、精神卫生中心
    [力争|推动…] NAMES [早日…] STAGE    推动数字产业园二期主体封顶
    完成|启动|实施 NAMES WORKS           完成地铁3号线土建工程
    NAMES 通过 … 验收 | 纳入 … 规划       推动港区扩大开放通过验收

Needs one clause of the outlook that holds no target. Guarantees: a milestone names its things; kinds of things
(新建一批口袋公园) and documents, policies and events are left out.
"""

from luoshi.reading._milestone._clause import find_stage_of, find_stages
from luoshi.reading._milestone._places import stage_words, words_of_stages
from luoshi.reading._milestone._sentence import stages_of_sentence
from luoshi.reading._milestone._stage import Stage

__all__ = [
    "Stage",
    "find_stage_of",
    "find_stages",
    "stage_words",
    "stages_of_sentence",
    "words_of_stages",
]
