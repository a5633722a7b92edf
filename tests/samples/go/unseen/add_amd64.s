TEXT ·addVector(SB), $0-24
	CALL ·vectorLength(SB)
	RET
