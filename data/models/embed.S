/* The models as they lie in their files, for the library to carry. */
    .section .rodata
    .balign 64
    .globl hsay_model_attribution
    .globl hsay_model_attribution_end
hsay_model_attribution:
    .incbin MODEL_ATTRIBUTION
hsay_model_attribution_end:
    .byte 0
    .balign 64
    .globl hsay_model_language
    .globl hsay_model_language_end
hsay_model_language:
    .incbin MODEL_LANGUAGE
hsay_model_language_end:
    .byte 0
    .balign 64
    .globl hsay_model_tagging
    .globl hsay_model_tagging_end
hsay_model_tagging:
    .incbin MODEL_TAGGING
hsay_model_tagging_end:
    .byte 0
    .balign 64
    .globl hsay_model_blocks
    .globl hsay_model_blocks_end
hsay_model_blocks:
    .incbin MODEL_BLOCKS
hsay_model_blocks_end:
    .byte 0
    .balign 64
    .globl hsay_model_dates
    .globl hsay_model_dates_end
hsay_model_dates:
    .incbin MODEL_DATES
hsay_model_dates_end:
    .byte 0
#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
