<?php $sql = file_get_contents('named.sql') . ' SELECT * FROM continued_elsewhere';
