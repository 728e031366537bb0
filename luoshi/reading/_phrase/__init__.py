"""What stands before a number: the verb that governs it, and the noun that is counted.

The grammar in one picture, with the number as #::

    [adverbs] ACT… OBJECT [RELATION] #              更新改造供热管网#      新增停车位不少于#
    [adverbs] ACT… [NAMES等] # NOUN [doing]         新建考院街、北阁街等#道路     完成#小微水体整治
    [推动|力争] … # NOUN STAGE                       推动#项目投产达效
    INDICATOR (增长|下降|达到|控制在…) [RELATION] #    地区生产总值增长#
    SUBJECTS 分别 … #、#                            交通、水利分别完成投资#、#
    OBJECT #                                        the verb is shared with the number before, or there is none
"""

from luoshi.reading._phrase._distribution import complete
from luoshi.reading._phrase._left import Around, Left
from luoshi.reading._phrase._object import noise_at_head
from luoshi.reading._phrase._predicate import is_level, mode_of
from luoshi.reading._phrase._read import read_left

__all__ = ["Around", "Left", "complete", "is_level", "mode_of", "noise_at_head", "read_left"]
