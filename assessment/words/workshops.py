"""What several rooms say of workshops; what one alone says stands in its own `words.py`."""

STAGES = {"homework": "People vote at their own pace", "live": "In the meeting", "closed": "Closed"}
TO_HOST, TO_RECORD = "Lead it", "Record"
HOST_FAULT = "Something went wrong on the server; it is noted there. Nothing was changed. Please go back and try again."
FROM_ELSEWHERE = "This was sent from another page. Please use the form on this one."
