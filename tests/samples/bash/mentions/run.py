import subprocess

subprocess.run(["bash", "-c", "for_python"])
