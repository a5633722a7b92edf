import { computed, ref, watch } from "vue";
import { ref as remote } from "./own-z.ts";

export const open = ref(false);
export const unusedCount = ref<number[]>([]);
export const unusedTitle = computed(() => (open.value ? "open" : "closed"));
export const watching = watch(open, () => console.log("changed"));
export const counted = ref(remote("counted"));
export const kept = remote("kept");
