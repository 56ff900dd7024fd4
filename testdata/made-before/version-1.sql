-- An archive as the program wrote it with version 1 of its schema: sqlite3 archive.db .dump
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE archive (
  id      TEXT NOT NULL,              -- random, made once
  zone    TEXT NOT NULL,              -- IANA name; days are days of this zone
  created TEXT NOT NULL
);
INSERT INTO archive VALUES('ENOJM3HEUPI7YRQFDIEQDS653S','Etc/UTC','2026-11-25T12:52:30Z');
CREATE TABLE feeds (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  url           TEXT NOT NULL,
  name          TEXT UNIQUE,          -- given by a person
  title         TEXT NOT NULL DEFAULT '',
  link          TEXT NOT NULL DEFAULT '',
  language      TEXT NOT NULL DEFAULT '',
  followed      INTEGER NOT NULL DEFAULT 0,
  every         INTEGER,              -- seconds between fetches; null: the default
  key_by_link   INTEGER NOT NULL DEFAULT 0, -- its guids proved to be no keys
  added         TEXT NOT NULL,
  etag          TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  body_hash     TEXT NOT NULL DEFAULT '',
  fetched       TEXT,                 -- last attempt
  succeeded     TEXT,                 -- last good fetch
  due           TEXT,                 -- not before this; null: at once
  failures      INTEGER NOT NULL DEFAULT 0, -- in a row
  error         TEXT NOT NULL DEFAULT ''    -- of the last attempt
);
INSERT INTO feeds VALUES(1,'/home/ada/news/world.xml','world','World - Latest - Google News','https://news.google.com/topics/demo?hl=en-US&gl=US&ceid=US:en','en-US',1,NULL,0,'2026-11-25T12:52:30Z','','Wed, 25 Nov 2026 12:52:32 GMT','fb3f7115d95b50b0ec1182744e61a361a16b15e89d8794c061aae7fb951601dd','2026-11-25T12:52:32Z','2026-11-25T12:52:32Z','2026-11-25T13:22:32Z',0,'');
INSERT INTO feeds VALUES(2,'/home/ada/news/blog.xml','strait','Notes from the Strait','https://strait.example/','en',1,NULL,0,'2026-11-25T12:52:30Z','','Wed, 25 Nov 2026 12:52:32 GMT','b0d483290b51cc52a6ffc172bf1182bed2fb9e488a4f612be98f5df9c75c2f43','2026-11-25T12:52:32Z','2026-11-25T12:52:32Z','2026-11-25T13:22:32Z',0,'');
INSERT INTO feeds VALUES(3,'/home/ada/news/ordinary.xml','ordinary','The Tidewater Post','','en-GB',1,NULL,0,'2026-11-25T12:52:31Z','','Wed, 25 Nov 2026 12:52:30 GMT','e98e2bc7e9f8527e3d3060abf394e114281df9f810977141564040e5306354d2','2026-11-25T12:52:31Z','2026-11-25T12:52:31Z','2026-11-25T13:22:31Z',0,'');
INSERT INTO feeds VALUES(4,'/home/ada/news/linkblog.xml','linkblog','Notes & Links','https://notes.example/','en',1,NULL,0,'2026-11-25T12:52:31Z','','Wed, 25 Nov 2026 12:52:30 GMT','a457ebb0d59dd79b5b85401eed56a5a3f5b7352b5fe903ae346a929941bccc81','2026-11-25T12:52:31Z','2026-11-25T12:52:31Z','2026-11-25T13:22:31Z',0,'');
INSERT INTO feeds VALUES(5,'/home/ada/news/notes.json','notes','Notes <3','https://notes.example/','en',1,NULL,0,'2026-11-25T12:52:31Z','','Wed, 25 Nov 2026 12:52:30 GMT','9d5696eb8b8228d7dc513167f548deb18b053a21f450e698b1703349ae04a9cf','2026-11-25T12:52:31Z','2026-11-25T12:52:31Z','2026-11-25T13:22:31Z',0,'');
INSERT INTO feeds VALUES(6,'/home/ada/news/google-topic.xml','google-topic','World - Latest - Google News','https://news.google.com/?hl=en-US&gl=US&ceid=US:en','en-US',1,NULL,0,'2026-11-25T12:52:31Z','','Wed, 25 Nov 2026 12:52:30 GMT','81cdb995fae27ebd16c21cf48ad296a268002489a9dffec24a5e025e480825a7','2026-11-25T12:52:31Z','2026-11-25T12:52:31Z','2026-11-25T13:22:31Z',0,'');
INSERT INTO feeds VALUES(7,'https://ada:hunter2@private.example/feed.xml','private','','','',1,NULL,0,'2026-11-25T12:52:31Z','','','','2026-11-25T12:52:32Z',NULL,'2026-11-25T13:22:32Z',1,'there is no host named private.example; check the spelling');
INSERT INTO feeds VALUES(8,'local:',NULL,'','','',0,NULL,0,'2026-11-25T12:52:31Z','','','',NULL,NULL,NULL,0,'');
INSERT INTO feeds VALUES(9,'https://feeds.example.org/rss',NULL,'','','',0,NULL,0,'2026-11-25T12:52:31Z','','','',NULL,NULL,NULL,0,'');
INSERT INTO feeds VALUES(10,'https://blog.example.org/feed.xml',NULL,'','','',0,NULL,0,'2026-11-25T12:52:31Z','','','',NULL,NULL,NULL,0,'');
INSERT INTO feeds VALUES(11,'https://news.google.com/rss?hl=de&gl=DE&ceid=DE:de',NULL,'','','',0,NULL,0,'2026-11-25T12:52:31Z','','','',NULL,NULL,NULL,0,'');
CREATE TABLE feed_addresses (
  url     TEXT PRIMARY KEY,
  feed_id INTEGER NOT NULL REFERENCES feeds
) WITHOUT ROWID;
INSERT INTO feed_addresses VALUES('/home/ada/news/blog.xml',2);
INSERT INTO feed_addresses VALUES('/home/ada/news/google-topic.xml',6);
INSERT INTO feed_addresses VALUES('/home/ada/news/linkblog.xml',4);
INSERT INTO feed_addresses VALUES('/home/ada/news/notes.json',5);
INSERT INTO feed_addresses VALUES('/home/ada/news/ordinary.xml',3);
INSERT INTO feed_addresses VALUES('/home/ada/news/world.xml',1);
INSERT INTO feed_addresses VALUES('https://blog.example.org/feed.xml',10);
INSERT INTO feed_addresses VALUES('https://feeds.example.org/rss',9);
INSERT INTO feed_addresses VALUES('https://news.google.com/rss?hl=de&gl=DE&ceid=DE:de',11);
INSERT INTO feed_addresses VALUES('https://private.example/feed.xml',7);
INSERT INTO feed_addresses VALUES('local:',8);
CREATE TABLE feed_tags (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  tag     TEXT NOT NULL,
  PRIMARY KEY (feed_id, tag)
) WITHOUT ROWID;
INSERT INTO feed_tags VALUES(1,'wire');
CREATE TABLE items (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id       INTEGER NOT NULL REFERENCES feeds,
  key           TEXT NOT NULL,        -- guid, else link, else a hash
  guid          TEXT NOT NULL,
  link          TEXT NOT NULL,
  related       TEXT NOT NULL,        -- a link blog's second address; a cluster's own page
  title         TEXT NOT NULL,        -- raw
  published     TEXT,
  published_raw TEXT NOT NULL,
  updated       TEXT,
  updated_raw   TEXT NOT NULL,
  author        TEXT NOT NULL,
  summary       TEXT NOT NULL,        -- HTML as the feed said it
  content       TEXT NOT NULL,        -- HTML as the feed said it
  text          TEXT NOT NULL,        -- plain text of both, unless a cluster
  image         TEXT NOT NULL,
  language      TEXT NOT NULL,
  cluster       INTEGER NOT NULL,     -- lists the stories of several publishers
  continues     INTEGER REFERENCES items,
  chain         INTEGER REFERENCES items, -- the first item of its chain; null: itself
  fetched       INTEGER NOT NULL,     -- a fetch has carried it; 0: only imported
  first_seen    TEXT NOT NULL,
  last_seen     TEXT,                 -- null: the feed's last good fetch carried it
  UNIQUE (feed_id, key)
);
INSERT INTO items VALUES(1,6,'CBMinAFBVV95cUxjbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1dSdmVvV1FtNmF4dk1mUzNlanpfZ2tVSHlvMVFFdFdZV3gzZ28yWW82NjV4TV9hNWZEN0JoRWNKekk5U0ZOZWFYUl9pcFdncTdiQnpOZmk3ZmdERGhra0x6cEZVRnRtY1h5SGtwMm9zNzdKMU5fcTlRQUxGaUVzTjA','CBMinAFBVV95cUxjbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1dSdmVvV1FtNmF4dk1mUzNlanpfZ2tVSHlvMVFFdFdZV3gzZ28yWW82NjV4TV9hNWZEN0JoRWNKekk5U0ZOZWFYUl9pcFdncTdiQnpOZmk3ZmdERGhra0x6cEZVRnRtY1h5SGtwMm9zNzdKMU5fcTlRQUxGaUVzTjA','https://news.google.com/rss/articles/CBMinAFBVV95cUxjbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1dSdmVvV1FtNmF4dk1mUzNlanpfZ2tVSHlvMVFFdFdZV3gzZ28yWW82NjV4TV9hNWZEN0JoRWNKekk5U0ZOZWFYUl9pcFdncTdiQnpOZmk3ZmdERGhra0x6cEZVRnRtY1h5SGtwMm9zNzdKMU5fcTlRQUxGaUVzTjA?oc=5','','Orchestra names conductor - a first','2026-01-13T19:00:00Z','Tue, 13 Jan 2026 19:00:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxjbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1dSdmVvV1FtNmF4dk1mUzNlanpfZ2tVSHlvMVFFdFdZV3gzZ28yWW82NjV4TV9hNWZEN0JoRWNKekk5U0ZOZWFYUl9pcFdncTdiQnpOZmk3ZmdERGhra0x6cEZVRnRtY1h5SGtwMm9zNzdKMU5fcTlRQUxGaUVzTjA?oc=5" target="_blank">Orchestra names conductor - a first</a>&nbsp;&nbsp;<font color="#6f6f6f">Staves</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(2,6,'CBMinAFBVV95cUxLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHhvbE1EdEdVVnhuY24ySWs1NnB0TF9LMWVEcjlnRU1GeUl0T0VOT1dXUnZlb1dRbTZheHZNZlMzZWp6X2drVUh5bzFRRXRXWVd4M2dvMllvNjY1eE1fYTVmRDdCaEVjSnpJOVNGTmVhWFJfaXBXZ3E3YkJ6TmZpN2Y','CBMinAFBVV95cUxLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHhvbE1EdEdVVnhuY24ySWs1NnB0TF9LMWVEcjlnRU1GeUl0T0VOT1dXUnZlb1dRbTZheHZNZlMzZWp6X2drVUh5bzFRRXRXWVd4M2dvMllvNjY1eE1fYTVmRDdCaEVjSnpJOVNGTmVhWFJfaXBXZ3E3YkJ6TmZpN2Y','https://news.google.com/rss/articles/CBMinAFBVV95cUxLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHhvbE1EdEdVVnhuY24ySWs1NnB0TF9LMWVEcjlnRU1GeUl0T0VOT1dXUnZlb1dRbTZheHZNZlMzZWp6X2drVUh5bzFRRXRXWVd4M2dvMllvNjY1eE1fYTVmRDdCaEVjSnpJOVNGTmVhWFJfaXBXZ3E3YkJ6TmZpN2Y?oc=5','','Snow closes three passes - Alpine Kurier','2026-01-13T20:00:00Z','Tue, 13 Jan 2026 20:00:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHhvbE1EdEdVVnhuY24ySWs1NnB0TF9LMWVEcjlnRU1GeUl0T0VOT1dXUnZlb1dRbTZheHZNZlMzZWp6X2drVUh5bzFRRXRXWVd4M2dvMllvNjY1eE1fYTVmRDdCaEVjSnpJOVNGTmVhWFJfaXBXZ3E3YkJ6TmZpN2Y?oc=5" target="_blank">Snow closes three passes</a>&nbsp;&nbsp;<font color="#6f6f6f">Alpine Kurier</font></li><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxUVmhqYm5tRWo1cWxzTHZHMGR6bjh2MElFeDRwTkQ5S1ZXQnJkb0dNbDZLdHVNUE8yZVR2LWdVUUd5WXhQRWRTWFdoemZvbVVuNnExd012VzRlejNBZzBZSXk0NVJFOWFaWEI3aHBHY3A3Szl5TlBlNmZUX0NoVWdLelpCVEZkaWJYaURqcG1rcjdyRjBOdm04ZndIRWg?oc=5" target="_blank">Trains run late</a>&nbsp;&nbsp;<font color="#6f6f6f">Alpine Kurier</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(3,6,'CBMinAFBVV95cUxBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnZVQUN4WWhMRGRDVFZoamJubUVqNXFsc0x2RzBkem44djBJRXg0cE5EOUtWV0JyZG9HTWw2S3R1TVBPMmVUdi1nVVFHeVl4UEVkU1hXaHpmb21VbjZxMXdNdlc0ZXozQWcwWUl5NDVSRTlhWlhCN2hwR2NwN0s5eU4','CBMinAFBVV95cUxBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnZVQUN4WWhMRGRDVFZoamJubUVqNXFsc0x2RzBkem44djBJRXg0cE5EOUtWV0JyZG9HTWw2S3R1TVBPMmVUdi1nVVFHeVl4UEVkU1hXaHpmb21VbjZxMXdNdlc0ZXozQWcwWUl5NDVSRTlhWlhCN2hwR2NwN0s5eU4','https://news.google.com/rss/articles/CBMinAFBVV95cUxBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnZVQUN4WWhMRGRDVFZoamJubUVqNXFsc0x2RzBkem44djBJRXg0cE5EOUtWV0JyZG9HTWw2S3R1TVBPMmVUdi1nVVFHeVl4UEVkU1hXaHpmb21VbjZxMXdNdlc0ZXozQWcwWUl5NDVSRTlhWlhCN2hwR2NwN0s5eU4?oc=5','','Derby ends 2 - 2 - Sport - The Weekend Desk','2026-01-13T21:15:00Z','Tue, 13 Jan 2026 21:15:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnZVQUN4WWhMRGRDVFZoamJubUVqNXFsc0x2RzBkem44djBJRXg0cE5EOUtWV0JyZG9HTWw2S3R1TVBPMmVUdi1nVVFHeVl4UEVkU1hXaHpmb21VbjZxMXdNdlc0ZXozQWcwWUl5NDVSRTlhWlhCN2hwR2NwN0s5eU4?oc=5" target="_blank">Derby ends 2 - 2</a>&nbsp;&nbsp;<font color="#6f6f6f">Sport - The Weekend Desk</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(4,6,'CBMinAFBVV95cUx1Y1RQMnVYdy13WVJIQ2N5UFVoVFhtbDBmNHFWb0t1Mndjelg0dTM0QXc0WkpDODZSVkJiWm5GOGg1S2RxTE8teWRUZjZ2VUFDeFloTERkQ1RWaGpibm1FajVxbHNMdkcwZHpuOHYwSUV4NHBORDlLVldCcmRvR01sNkt0dU1QTzJlVHYtZ1VRR3lZeFBFZFNYV2h6Zm8','CBMinAFBVV95cUx1Y1RQMnVYdy13WVJIQ2N5UFVoVFhtbDBmNHFWb0t1Mndjelg0dTM0QXc0WkpDODZSVkJiWm5GOGg1S2RxTE8teWRUZjZ2VUFDeFloTERkQ1RWaGpibm1FajVxbHNMdkcwZHpuOHYwSUV4NHBORDlLVldCcmRvR01sNkt0dU1QTzJlVHYtZ1VRR3lZeFBFZFNYV2h6Zm8','https://news.google.com/rss/articles/CBMinAFBVV95cUx1Y1RQMnVYdy13WVJIQ2N5UFVoVFhtbDBmNHFWb0t1Mndjelg0dTM0QXc0WkpDODZSVkJiWm5GOGg1S2RxTE8teWRUZjZ2VUFDeFloTERkQ1RWaGpibm1FajVxbHNMdkcwZHpuOHYwSUV4NHBORDlLVldCcmRvR01sNkt0dU1QTzJlVHYtZ1VRR3lZeFBFZFNYV2h6Zm8?oc=5','','Council votes on the old bridge - Gulf Wire','2026-01-14T08:00:00Z','Wed, 14 Jan 2026 08:00:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUwzdW4wX3dvVklDczJRVXhYWW0xNGc0NlpwSy02eGREYjV2SDhCeElkS0RNLVNWUmZhbldBaTVhaHJMZkN6ZGpqN3ZrRUR4b2xNRHRHVVZ4bmNuMklrNTZwdExfSzFlRHI5Z0VNRnlJdE9FTk9XV1J2ZW9XUW02YXh2TWZTM2Vqel9na1VIeW8xUUV0V1lXeDNnbzJZbzY?oc=5" target="_blank">Bridge to close for a year</a>&nbsp;&nbsp;<font color="#6f6f6f">Harbor Radio</font></li><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUx1Y1RQMnVYdy13WVJIQ2N5UFVoVFhtbDBmNHFWb0t1Mndjelg0dTM0QXc0WkpDODZSVkJiWm5GOGg1S2RxTE8teWRUZjZ2VUFDeFloTERkQ1RWaGpibm1FajVxbHNMdkcwZHpuOHYwSUV4NHBORDlLVldCcmRvR01sNkt0dU1QTzJlVHYtZ1VRR3lZeFBFZFNYV2h6Zm8?oc=5" target="_blank">Council votes on the old bridge</a>&nbsp;&nbsp;<font color="#6f6f6f">Gulf Wire</font></li><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUwzdW4wX3dvVklDczJRVXhYWW0xNGc0NlpwSy02eGREYjV2SDhCeElkS0RNLVNWUmZhbldBaTVhaHJMZkN6ZGpqN3ZrRUR4b2xNRHRHVVZ4bmNuMklrNTZwdExfSzFlRHI5Z0VNRnlJdE9FTk9XV1J2ZW9XUW02YXh2TWZTM2Vqel9na1VIeW8xUUV0V1lXeDNnbzJZbzY?oc=5" target="_blank">Bridge to close for a year</a>&nbsp;&nbsp;<font color="#6f6f6f">Harbor Radio</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(5,6,'CBMinAFBVV95cUxKVEE3UmxGY1ozSjlpSk9lcWJTX3l0WGc2X1lCREJjaUxUaERUbGxrYjNxRmtKdW1zYnpIMHQzbzhfNEpGQjhxTlVCTFZtRnNkNEtObUtPdXVjVFAydVh3LXdZUkhDY3lQVWhUWG1sMGY0cVZvS3Uyd2N6WDR1MzRBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnY','CBMinAFBVV95cUxKVEE3UmxGY1ozSjlpSk9lcWJTX3l0WGc2X1lCREJjaUxUaERUbGxrYjNxRmtKdW1zYnpIMHQzbzhfNEpGQjhxTlVCTFZtRnNkNEtObUtPdXVjVFAydVh3LXdZUkhDY3lQVWhUWG1sMGY0cVZvS3Uyd2N6WDR1MzRBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnY','https://news.google.com/rss/articles/CBMinAFBVV95cUxKVEE3UmxGY1ozSjlpSk9lcWJTX3l0WGc2X1lCREJjaUxUaERUbGxrYjNxRmtKdW1zYnpIMHQzbzhfNEpGQjhxTlVCTFZtRnNkNEtObUtPdXVjVFAydVh3LXdZUkhDY3lQVWhUWG1sMGY0cVZvS3Uyd2N6WDR1MzRBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnY?oc=5','','Ferry strands 200 off Quiet Harbor - The Tidewater Post','2026-01-14T09:30:00Z','Wed, 14 Jan 2026 09:30:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxKVEE3UmxGY1ozSjlpSk9lcWJTX3l0WGc2X1lCREJjaUxUaERUbGxrYjNxRmtKdW1zYnpIMHQzbzhfNEpGQjhxTlVCTFZtRnNkNEtObUtPdXVjVFAydVh3LXdZUkhDY3lQVWhUWG1sMGY0cVZvS3Uyd2N6WDR1MzRBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnY?oc=5" target="_blank">Ferry strands 200 off Quiet Harbor</a>&nbsp;&nbsp;<font color="#6f6f6f">The Tidewater Post</font></li><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxTbFZnYTNhQmpKZWlyYmpEenRuazdfb0ZFQnNtTVR4SFVsMW9jMzZKbEotcXRjREwxdUhzOXdJTkdDTXVPVVJQV21Wd2U0YVJuS2V5dmNqVDN1bjBfd29WSUNzMlFVeFhZbTE0ZzQ2WnBLLTZ4ZERiNXZIOEJ4SWRLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHg?oc=5" target="_blank">Passengers tell of a night aboard</a>&nbsp;&nbsp;<font color="#6f6f6f">Harbor Radio</font></li><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxiM3FGa0p1bXNiekgwdDNvOF80SkZCOHFOVUJMVm1Gc2Q0S05tS091dWNUUDJ1WHctd1lSSENjeVBVaFRYbWwwZjRxVm9LdTJ3Y3pYNHUzNEF3NFpKQzg2UlZCYlpuRjhoNUtkcUxPLXlkVGY2dlVBQ3hZaExEZENUVmhqYm5tRWo1cWxzTHZHMGR6bjh2MElFeDRwTkQ?oc=5" target="_blank">Operator says engine &lt;b&gt; failed &amp; restarted</a>&nbsp;&nbsp;<font color="#6f6f6f">The Tidewater Post</font></li><li><a href="https://news.google.com/rss/articles/CBMinAFBVV95cUxsSi1xdGNETDF1SHM5d0lOR0NNdU9VUlBXbVZ3ZTRhUm5LZXl2Y2pUM3VuMF93b1ZJQ3MyUVV4WFltMTRnNDZacEstNnhkRGI1dkg4QnhJZEtETS1TVlJmYW5XQWk1YWhyTGZDemRqajd2a0VEeG9sTUR0R1VWeG5jbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1c?oc=5" target="_blank">What to know about the ferry</a>&nbsp;&nbsp;<font color="#6f6f6f">Gulf Wire</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(6,1,'CBMiMkFVX3lxTERlbW9TdG9yeTIxRGVtb1N0b3J5MjFEZW1vU3RvcnkyMURlbW9TdG9yeTIx','CBMiMkFVX3lxTERlbW9TdG9yeTIxRGVtb1N0b3J5MjFEZW1vU3RvcnkyMURlbW9TdG9yeTIx','https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTIxRGVtb1N0b3J5MjFEZW1vU3RvcnkyMURlbW9TdG9yeTIx?oc=5','','Coffee prices climb for a sixth week - Reuters','2026-01-12T21:30:00Z','Mon, 12 Jan 2026 21:30:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTIxRGVtb1N0b3J5MjFEZW1vU3RvcnkyMURlbW9TdG9yeTIx?oc=5" target="_blank">Coffee prices climb for a sixth week</a>&nbsp;&nbsp;<font color="#6f6f6f">Reuters</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(7,1,'CBMiMkFVX3lxTERlbW9TdG9yeTExRGVtb1N0b3J5MTFEZW1vU3RvcnkxMURlbW9TdG9yeTEx','CBMiMkFVX3lxTERlbW9TdG9yeTExRGVtb1N0b3J5MTFEZW1vU3RvcnkxMURlbW9TdG9yeTEx','https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTExRGVtb1N0b3J5MTFEZW1vU3RvcnkxMURlbW9TdG9yeTEx?oc=5','','Ferries resume in the strait after three days of storm - AP News','2026-01-13T02:00:00Z','Tue, 13 Jan 2026 02:00:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTExRGVtb1N0b3J5MTFEZW1vU3RvcnkxMURlbW9TdG9yeTEx?oc=5" target="_blank">Ferries resume in the strait after three days of storm</a>&nbsp;&nbsp;<font color="#6f6f6f">AP News</font></li><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTEyRGVtb1N0b3J5MTJEZW1vU3RvcnkxMkRlbW9TdG9yeTEy?oc=5" target="_blank">Storm-hit islands count the damage</a>&nbsp;&nbsp;<font color="#6f6f6f">NHK World</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(8,1,'CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx','CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx','https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx?oc=5','','South Korea''s president lands in Japan for two-day summit - Reuters','2026-01-13T05:10:00Z','Tue, 13 Jan 2026 05:10:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx?oc=5" target="_blank">South Korea''s president lands in Japan for two-day summit</a>&nbsp;&nbsp;<font color="#6f6f6f">Reuters</font></li><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAyRGVtb1N0b3J5MDJEZW1vU3RvcnkwMkRlbW9TdG9yeTAy?oc=5" target="_blank">Japan and South Korea look for common ground on trade</a>&nbsp;&nbsp;<font color="#6f6f6f">AP News</font></li><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAzRGVtb1N0b3J5MDNEZW1vU3RvcnkwM0RlbW9TdG9yeTAz?oc=5" target="_blank">Summit in Nara: what Seoul and Tokyo want from each other</a>&nbsp;&nbsp;<font color="#6f6f6f">The Guardian</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(9,3,'https://other.example/page','','https://other.example/page','','Elsewhere',NULL,'sometime',NULL,'','','1 < 2 &foo; ©  — AT&T','','1 < 2 &foo; © — AT&T','','en-GB',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(10,3,'sha256:1936246d30e313aa64944db7c67da796','','','','No address',NULL,'Mon, 01 Jan 0001 00:00:00 GMT',NULL,'','','','','','','en-GB',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(11,3,'https://archive.tidewaterpost.example/blue','https://archive.tidewaterpost.example/blue','https://archive.tidewaterpost.example/blue','','Borrowed &amp; blue','2026-01-14','14 Jan 2026',NULL,'','','<p>Summary one.</p>','<p>Something else.</p>',replace('Summary one.\nSomething else.','\n',char(10)),'https://cdn.example/blue.png','en-GB',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(12,3,'41-cafe','41-cafe','','','Café at the pier <i>reopens</i>','2026-01-14T13:00:00Z','Wed, 14 Jan 2026 08:00:00 EST',NULL,'','Dora Quill','The café at the pier has reopened after two years […]','<p>The café at the pier has reopened after two years of repairs.</p><p><a href="../map">Map</a></p>',replace('The café at the pier has reopened after two years of repairs.\nMap','\n',char(10)),'','en-GB',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(13,2,'urn:demo:strait:1','urn:demo:strait:1','https://strait.example/notes/1','','Why this summit is in Nara, of all places','2026-01-13T01:00:00Z','2026-01-13T01:00:00Z','2026-01-13T01:00:00Z','2026-01-13T01:00:00Z','Min Ito','','<p>Not Tokyo, not Kyoto: the prime minister brings her guest from South Korea to the town where she grew up. It is also where Japan kept its first embassy records of the peninsula. Updated with a map.</p>','Not Tokyo, not Kyoto: the prime minister brings her guest from South Korea to the town where she grew up. It is also where Japan kept its first embassy records of the peninsula. Updated with a map.','','en',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(14,4,'2026/note','2026/note','https://notes.example/blog/2026/note','','','2026-01-13','2026-01-13','2026-01-13','2026-01-13','Ben, Cleo','','<p>Ein kurzer Gedanke &uuml;ber das Meer, der keine &Uuml;berschrift hat und doch so lang geraten ist, dass er gek&uuml;rzt wird.</p>','Ein kurzer Gedanke über das Meer, der keine Überschrift hat und doch so lang geraten ist, dass er gekürzt wird.','','de',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(15,4,'2026/essay','2026/essay','https://elsewhere.example/essay?a=1&b=2','https://notes.example/blog/2026/essay','On x &lt; y and other &lt;b&gt;s','2026-01-14T08:00:00Z','2026-01-14T09:00:00+01:00','2026-01-14T10:00:00Z','2026-01-14T10:00:00Z','Ada Pennington','','<p>An essay on <em>less than</em>.</p><script>alert("no")</script><img src="https://notes.example/blog/plot.png" alt>','An essay on less than.','https://notes.example/blog/plot.png','en',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(16,5,'9','9','https://notes.example/9','','',NULL,'',NULL,'','Ada Pennington','','<p>Nine.</p>','Nine.','','en',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(17,5,'8','8','','','','2026-01-13','2026-01-13','2026-01-13','2026-01-13','Ben','',replace('Line one &lt; two<br>\nLine two','\n',char(10)),replace('Line one < two\nLine two','\n',char(10)),'','en',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(18,5,'7','7','https://elsewhere.example/7','','Seven &amp; &lt;more&gt;','2026-01-14T14:00:00Z','2026-01-14T09:00:00-05:00',NULL,'','Ada Pennington','','<p>See <a href="six">six</a>.</p>','See six.','','en',0,NULL,NULL,1,'2026-11-25T12:52:31Z',NULL);
INSERT INTO items VALUES(19,8,'sha256:53780f290d0850aad0126741c285793e','','','','A title and no more',NULL,'',NULL,'','','','','','','',0,NULL,NULL,0,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(20,8,'sha256:3809bd4e8405acf14fb5290ce9202678','','','','Snow on the pass','2026-01-20','2026-01-20',NULL,'','','','The road is closed. Nobody knows until when.','The road is closed. Nobody knows until when.','','',0,NULL,NULL,0,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(21,8,'https://www.example.org/harbour','','https://www.example.org/harbour?utm_source=x','','The harbour "reopens": what it''s like','2026-03-02T07:15:00Z','2026-03-02T08:15:00+01:00','2026-03-03','2026-03-03','Ada Quill','A first walk along the rebuilt quay.',replace('## Monday\n\nThe quay is open again, and **busy**. See\n[the plans](https://www.example.org/plans) or `map.pdf`.\n\n- boats\n- gulls & terns\n\n{{< figure src="quay.jpg" >}}\n> "It smells of tar," said the keeper.','\n',char(10)),replace('A first walk along the rebuilt quay.\nMonday\nThe quay is open again, and busy. See the plans or map.pdf.\nboats\ngulls & terns\n"It smells of tar," said the keeper.','\n',char(10)),'https://www.example.org/quay.jpg','en-GB',0,NULL,NULL,0,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(22,9,'sha256:3856c039260a96cf23dcc6a1004647c3','','','','Windows lines','2026-02-03','2026-02-03',NULL,'','','',replace(replace('<p>One.</p>\r\n<p>Two.</p>','\r',char(13)),'\n',char(10)),replace('One.\nTwo.','\n',char(10)),'','',0,NULL,NULL,0,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(23,10,'tag:example.org,2026:1','tag:example.org,2026:1','https://blog.example.org/1','','It''s &amp; isn''t','2026-05-06T07:08:09Z','2026-05-06T07:08:09Z','2026-05-07T00:00:00Z','2026-05-07T00:00:00Z','A. Writer','Short.',replace('<p>Long.</p>\n\n<p>Longer.</p>\n','\n',char(10)),replace('Short.\nLong.\nLonger.','\n',char(10)),'','en',0,NULL,NULL,0,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(24,11,'TOKENA','TOKENA','https://news.google.com/rss/articles/TOKENA?oc=5','','Ein "Test" – Teil 1/2 \ Ende - Der Bote','2026-05-06','2026-05-06',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/TOKENA?oc=5" target="_blank">Ein "Test" – Teil 1/2 \ Ende</a>&nbsp;&nbsp;<font color="#6f6f6f">Der Bote</font></li><li><a href="https://news.google.com/rss/articles/TOKENB?oc=5&amp;x=1" target="_blank">Bäume &lt;b&gt; &amp; Bücher</a>&nbsp;&nbsp;<font color="#6f6f6f">A &amp; B</font></li></ol>','','','de',1,NULL,NULL,0,'2026-11-25T12:52:31Z','2026-11-25T12:52:31Z');
INSERT INTO items VALUES(25,2,'urn:demo:strait:2','urn:demo:strait:2','https://strait.example/notes/2','','A timetable of the ferries','2026-01-14T06:00:00Z','2026-01-14T06:00:00Z','2026-01-14T06:00:00Z','2026-01-14T06:00:00Z','Min Ito','','<p>The night boat is back from Thursday.</p>','The night boat is back from Thursday.','','en',0,NULL,NULL,1,'2026-11-25T12:52:32Z',NULL);
INSERT INTO items VALUES(26,1,'CBMiMkFVX3lxTERlbW9TdG9yeTMxRGVtb1N0b3J5MzFEZW1vU3RvcnkzMURlbW9TdG9yeTMx','CBMiMkFVX3lxTERlbW9TdG9yeTMxRGVtb1N0b3J5MzFEZW1vU3RvcnkzMURlbW9TdG9yeTMx','https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTMxRGVtb1N0b3J5MzFEZW1vU3RvcnkzMURlbW9TdG9yeTMx?oc=5','','Observatory spots a comet with two tails - The Guardian','2026-01-14T07:00:00Z','Wed, 14 Jan 2026 07:00:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTMxRGVtb1N0b3J5MzFEZW1vU3RvcnkzMURlbW9TdG9yeTMx?oc=5" target="_blank">Observatory spots a comet with two tails</a>&nbsp;&nbsp;<font color="#6f6f6f">The Guardian</font></li></ol>','','','en-US',1,NULL,NULL,1,'2026-11-25T12:52:32Z',NULL);
INSERT INTO items VALUES(27,1,'CBMiMkFVX3lxTERlbW9TdG9yeTA0RGVtb1N0b3J5MDREZW1vU3RvcnkwNERlbW9TdG9yeTA0','CBMiMkFVX3lxTERlbW9TdG9yeTA0RGVtb1N0b3J5MDREZW1vU3RvcnkwNERlbW9TdG9yeTA0','https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTA0RGVtb1N0b3J5MDREZW1vU3RvcnkwNERlbW9TdG9yeTA0?oc=5','','Two leaders, one drum kit: an unlikely encore in Nara - The Japan Times','2026-01-14T09:40:00Z','Wed, 14 Jan 2026 09:40:00 GMT',NULL,'','','','<ol><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTA0RGVtb1N0b3J5MDREZW1vU3RvcnkwNERlbW9TdG9yeTA0?oc=5" target="_blank">Two leaders, one drum kit: an unlikely encore in Nara</a>&nbsp;&nbsp;<font color="#6f6f6f">The Japan Times</font></li><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx?oc=5" target="_blank">South Korea and Japan agree to regular visits at summit</a>&nbsp;&nbsp;<font color="#6f6f6f">Reuters</font></li><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAzRGVtb1N0b3J5MDNEZW1vU3RvcnkwM0RlbW9TdG9yeTAz?oc=5" target="_blank">Summit in Nara: what Seoul and Tokyo want from each other</a>&nbsp;&nbsp;<font color="#6f6f6f">The Guardian</font></li><li><a href="https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTA1RGVtb1N0b3J5MDVEZW1vU3RvcnkwNURlbW9TdG9yeTA1?oc=5" target="_blank">Shuttle diplomacy is back, say Japan and South Korea</a>&nbsp;&nbsp;<font color="#6f6f6f">NHK World</font></li></ol>','','','en-US',1,8,8,1,'2026-11-25T12:52:32Z',NULL);
INSERT INTO items VALUES(28,8,'sha256:db3e78ab55a8cc815c22a8c1edd1c197','','','','Deep snow on the pass','2026-01-20','2026-01-20',NULL,'','','','The road is closed. Nobody knows until when.','The road is closed. Nobody knows until when.','','',0,NULL,NULL,0,'2026-11-25T12:52:32Z','2026-11-25T12:52:32Z');
INSERT INTO items VALUES(29,8,'sha256:21be83d6c027fd8af7d292fbf974cde6','','','','Contains',NULL,'',NULL,'','','','Whether a string holds a heron.','Whether a string holds a heron.','','',0,NULL,NULL,0,'2026-11-25T12:52:32Z','2026-11-25T12:52:32Z');
CREATE TABLE item_tags (
  item_id  INTEGER NOT NULL REFERENCES items,
  position INTEGER NOT NULL,
  tag      TEXT NOT NULL,
  added    TEXT,                      -- null: with the item
  PRIMARY KEY (item_id, tag)
) WITHOUT ROWID;
INSERT INTO item_tags VALUES(12,1,'Food & Drink',NULL);
INSERT INTO item_tags VALUES(12,2,'pier',NULL);
INSERT INTO item_tags VALUES(15,1,'Mathematics',NULL);
INSERT INTO item_tags VALUES(18,1,'a',NULL);
INSERT INTO item_tags VALUES(18,2,'b',NULL);
INSERT INTO item_tags VALUES(20,2,'alps',NULL);
INSERT INTO item_tags VALUES(20,1,'weather',NULL);
INSERT INTO item_tags VALUES(21,3,'1e3',NULL);
INSERT INTO item_tags VALUES(21,2,'Old Town',NULL);
INSERT INTO item_tags VALUES(21,1,'harbour',NULL);
INSERT INTO item_tags VALUES(21,4,'yes',NULL);
INSERT INTO item_tags VALUES(23,1,'it''s',NULL);
INSERT INTO item_tags VALUES(23,2,replace('two\nlines','\n',char(10)),NULL);
INSERT INTO item_tags VALUES(24,2,'bäume',NULL);
INSERT INTO item_tags VALUES(24,1,'bücher',NULL);
INSERT INTO item_tags VALUES(24,5,'ende',NULL);
INSERT INTO item_tags VALUES(24,4,'teil',NULL);
INSERT INTO item_tags VALUES(24,3,'test',NULL);
INSERT INTO item_tags VALUES(28,2,'alps',NULL);
INSERT INTO item_tags VALUES(28,1,'weather',NULL);
CREATE TABLE posts (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id  INTEGER NOT NULL REFERENCES items,
  path     TEXT NOT NULL,
  raw      BLOB NOT NULL,             -- text when it is valid UTF-8
  imported TEXT NOT NULL
);
INSERT INTO posts VALUES(1,19,'bare.md',replace('---\ntitle: A title and no more\n---\n','\n',char(10)),'2026-11-25T12:52:31Z');
INSERT INTO posts VALUES(2,20,'diary.md',replace('+++\ntitle = "Snow on the pass"\ndate = 2026-01-20\ndraft = true\ntags = ["weather", "alps"]\n[params]\nmood = "cold"\n+++\nThe road is closed. Nobody knows until when.\n','\n',char(10)),'2026-11-25T12:52:31Z');
INSERT INTO posts VALUES(3,21,'note.md',replace('---\ntitle: ''The harbour "reopens": what it''''s like''\ndate: 2026-03-02T08:15:00+01:00\nlastmod: 2026-03-03\nlink: "https://www.example.org/harbour?utm_source=x"\nauthor: Ada Quill\nlanguage: en-GB\ndescription: A first walk along the rebuilt quay.\nimage: https://www.example.org/quay.jpg\ntags: [harbour, ''Old Town'', 1e3, yes, ~]\nweather: fine\nmenu:\n  main:\n    weight: 3\n---\n## Monday\n\nThe quay is open again, and **busy**. See\n[the plans](https://www.example.org/plans) or `map.pdf`.\n\n- boats\n- gulls & terns\n\n{{< figure src="quay.jpg" >}}\n> "It smells of tar," said the keeper.\n','\n',char(10)),'2026-11-25T12:52:31Z');
INSERT INTO posts VALUES(4,22,'windows.md',replace(replace('﻿---\r\ntitle: Windows lines\r\ndate: 2026-02-03\r\nsource: https://feeds.example.org/rss\r\n---\r\n<p>One.</p>\r\n<p>Two.</p>','\r',char(13)),'\n',char(10)),'2026-11-25T12:52:31Z');
INSERT INTO posts VALUES(5,23,'written-article.md',replace('---\012title: "It''s &amp; isn''t"\012date: 2026-05-06T07:08:09Z\012description: "Short."\012summary: "Short."\012slug: "it-s-isn-t"\012image: ''''\012link: ''https://blog.example.org/1''\012source: ''https://blog.example.org/feed.xml''\012guid: ''tag:example.org,2026:1''\012author: ''A. Writer''\012publisher: ''The Blog''\012language: ''en''\012lastmod: 2026-05-07T00:00:00Z\012categories:\012- ''blog.example.org''\012tags:\012- ''it''''s''\012- "two\nlines"\012\012draft: false\012---\012<p>Long.</p>\012\012<p>Longer.</p>\012\012','\012',char(10)),'2026-11-25T12:52:31Z');
INSERT INTO posts VALUES(6,24,'written-cluster.md',replace('---\ntitle: "Ein \"Test\" – Teil 1/2 \\ Ende - Der Bote"\ndate: 2026-05-06\ndescription: "Ein \"Test\" – Teil 1/2 \\ Ende (Der Bote) · Bäume <b> & Bücher (A & B)"\nsummary: "Ein \"Test\" – Teil 1/2 \\ Ende (Der Bote) · Bäume <b> & Bücher (A & B)"\nslug: "ein-test-teil-1-2-ende-der-bote"\nimage: ''''\nlink: ''https://news.google.com/rss/articles/TOKENA?oc=5''\nsource: ''https://news.google.com/rss?hl=de&gl=DE&ceid=DE:de''\ncategories:\n- ''news.google.com''\ntags:\n- ''bücher''\n- ''bäume''\n- ''test''\n- ''teil''\n- ''ende''\n\ndraft: false\n---\n<ol><li><a href="https://news.google.com/rss/articles/TOKENA?oc=5" target="_blank">Ein "Test" – Teil 1/2 \ Ende</a>&nbsp;&nbsp;<font color="#6f6f6f">Der Bote</font></li><li><a href="https://news.google.com/rss/articles/TOKENB?oc=5&amp;x=1" target="_blank">Bäume &lt;b&gt; &amp; Bücher</a>&nbsp;&nbsp;<font color="#6f6f6f">A &amp; B</font></li></ol>\n','\n',char(10)),'2026-11-25T12:52:31Z');
INSERT INTO posts VALUES(7,28,'diary.md',replace('+++\ntitle = "Deep snow on the pass"\ndate = 2026-01-20\ndraft = true\ntags = ["weather", "alps"]\n[params]\nmood = "cold"\n+++\nThe road is closed. Nobody knows until when.\n','\n',char(10)),'2026-11-25T12:52:32Z');
INSERT INTO posts VALUES(8,29,'a/contains.md',replace('---\ntitle: Contains\n---\nWhether a list holds a needle.\n','\n',char(10)),'2026-11-25T12:52:32Z');
INSERT INTO posts VALUES(9,29,'b/contains.md',replace('---\ntitle: Contains\n---\nWhether a string holds a heron.\n','\n',char(10)),'2026-11-25T12:52:32Z');
CREATE TABLE stories (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  link       TEXT NOT NULL,           -- as first given
  title      TEXT NOT NULL,           -- plain text
  publisher  TEXT NOT NULL,
  site       TEXT NOT NULL,           -- the publisher's host
  author     TEXT NOT NULL,
  image      TEXT NOT NULL,
  language   TEXT NOT NULL,
  published  TEXT,                    -- the best date known
  rank       INTEGER NOT NULL,        -- of that date: 3 its page's, 2 its first item's as lead, 1 its first item's, 0 none
  effective  TEXT NOT NULL,           -- published, unless a day past first_seen
  day        TEXT NOT NULL,           -- of effective, in the archive's zone
  twin       INTEGER,                 -- hash of publisher and folded headline, to find republished stories
  first_seen TEXT NOT NULL
);
INSERT INTO stories VALUES(1,'https://news.google.com/rss/articles/CBMinAFBVV95cUxjbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1dSdmVvV1FtNmF4dk1mUzNlanpfZ2tVSHlvMVFFdFdZV3gzZ28yWW82NjV4TV9hNWZEN0JoRWNKekk5U0ZOZWFYUl9pcFdncTdiQnpOZmk3ZmdERGhra0x6cEZVRnRtY1h5SGtwMm9zNzdKMU5fcTlRQUxGaUVzTjA?oc=5','Orchestra names conductor - a first','Staves','staves.example','','','en-US','2026-01-13T19:00:00Z',2,'2026-01-13T19:00:00Z','2026-01-13',-5846288718896763042,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(2,'https://news.google.com/rss/articles/CBMinAFBVV95cUxLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHhvbE1EdEdVVnhuY24ySWs1NnB0TF9LMWVEcjlnRU1GeUl0T0VOT1dXUnZlb1dRbTZheHZNZlMzZWp6X2drVUh5bzFRRXRXWVd4M2dvMllvNjY1eE1fYTVmRDdCaEVjSnpJOVNGTmVhWFJfaXBXZ3E3YkJ6TmZpN2Y?oc=5','Snow closes three passes','Alpine Kurier','','','','en-US','2026-01-13T20:00:00Z',2,'2026-01-13T20:00:00Z','2026-01-13',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(3,'https://news.google.com/rss/articles/CBMinAFBVV95cUxUVmhqYm5tRWo1cWxzTHZHMGR6bjh2MElFeDRwTkQ5S1ZXQnJkb0dNbDZLdHVNUE8yZVR2LWdVUUd5WXhQRWRTWFdoemZvbVVuNnExd012VzRlejNBZzBZSXk0NVJFOWFaWEI3aHBHY3A3Szl5TlBlNmZUX0NoVWdLelpCVEZkaWJYaURqcG1rcjdyRjBOdm04ZndIRWg?oc=5','Trains run late','Alpine Kurier','','','','en-US','2026-01-13T20:00:00Z',1,'2026-01-13T20:00:00Z','2026-01-13',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(4,'https://news.google.com/rss/articles/CBMinAFBVV95cUxBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnZVQUN4WWhMRGRDVFZoamJubUVqNXFsc0x2RzBkem44djBJRXg0cE5EOUtWV0JyZG9HTWw2S3R1TVBPMmVUdi1nVVFHeVl4UEVkU1hXaHpmb21VbjZxMXdNdlc0ZXozQWcwWUl5NDVSRTlhWlhCN2hwR2NwN0s5eU4?oc=5','Derby ends 2 - 2','Sport - The Weekend Desk','weekend.example','','','en-US','2026-01-13T21:15:00Z',2,'2026-01-13T21:15:00Z','2026-01-13',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(5,'https://news.google.com/rss/articles/CBMinAFBVV95cUx1Y1RQMnVYdy13WVJIQ2N5UFVoVFhtbDBmNHFWb0t1Mndjelg0dTM0QXc0WkpDODZSVkJiWm5GOGg1S2RxTE8teWRUZjZ2VUFDeFloTERkQ1RWaGpibm1FajVxbHNMdkcwZHpuOHYwSUV4NHBORDlLVldCcmRvR01sNkt0dU1QTzJlVHYtZ1VRR3lZeFBFZFNYV2h6Zm8?oc=5','Council votes on the old bridge','Gulf Wire','gulfwire.example','','','en-US','2026-01-14T08:00:00Z',2,'2026-01-14T08:00:00Z','2026-01-14',-140618562887011846,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(6,'https://news.google.com/rss/articles/CBMinAFBVV95cUwzdW4wX3dvVklDczJRVXhYWW0xNGc0NlpwSy02eGREYjV2SDhCeElkS0RNLVNWUmZhbldBaTVhaHJMZkN6ZGpqN3ZrRUR4b2xNRHRHVVZ4bmNuMklrNTZwdExfSzFlRHI5Z0VNRnlJdE9FTk9XV1J2ZW9XUW02YXh2TWZTM2Vqel9na1VIeW8xUUV0V1lXeDNnbzJZbzY?oc=5','Bridge to close for a year','Harbor Radio','','','','en-US','2026-01-14T08:00:00Z',1,'2026-01-14T08:00:00Z','2026-01-14',3607740177127410875,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(7,'https://news.google.com/rss/articles/CBMinAFBVV95cUxKVEE3UmxGY1ozSjlpSk9lcWJTX3l0WGc2X1lCREJjaUxUaERUbGxrYjNxRmtKdW1zYnpIMHQzbzhfNEpGQjhxTlVCTFZtRnNkNEtObUtPdXVjVFAydVh3LXdZUkhDY3lQVWhUWG1sMGY0cVZvS3Uyd2N6WDR1MzRBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnY?oc=5','Ferry strands 200 off Quiet Harbor','The Tidewater Post','tidewaterpost.example','','','en-US','2026-01-14T09:30:00Z',2,'2026-01-14T09:30:00Z','2026-01-14',-7003583431883883071,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(8,'https://news.google.com/rss/articles/CBMinAFBVV95cUxTbFZnYTNhQmpKZWlyYmpEenRuazdfb0ZFQnNtTVR4SFVsMW9jMzZKbEotcXRjREwxdUhzOXdJTkdDTXVPVVJQV21Wd2U0YVJuS2V5dmNqVDN1bjBfd29WSUNzMlFVeFhZbTE0ZzQ2WnBLLTZ4ZERiNXZIOEJ4SWRLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHg?oc=5','Passengers tell of a night aboard','Harbor Radio','','','','en-US','2026-01-14T09:30:00Z',1,'2026-01-14T09:30:00Z','2026-01-14',-2522877769772284299,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(9,'https://news.google.com/rss/articles/CBMinAFBVV95cUxiM3FGa0p1bXNiekgwdDNvOF80SkZCOHFOVUJMVm1Gc2Q0S05tS091dWNUUDJ1WHctd1lSSENjeVBVaFRYbWwwZjRxVm9LdTJ3Y3pYNHUzNEF3NFpKQzg2UlZCYlpuRjhoNUtkcUxPLXlkVGY2dlVBQ3hZaExEZENUVmhqYm5tRWo1cWxzTHZHMGR6bjh2MElFeDRwTkQ?oc=5','Operator says engine <b> failed & restarted','The Tidewater Post','tidewaterpost.example','','','en-US','2026-01-14T09:30:00Z',1,'2026-01-14T09:30:00Z','2026-01-14',-4553858470001413488,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(10,'https://news.google.com/rss/articles/CBMinAFBVV95cUxsSi1xdGNETDF1SHM5d0lOR0NNdU9VUlBXbVZ3ZTRhUm5LZXl2Y2pUM3VuMF93b1ZJQ3MyUVV4WFltMTRnNDZacEstNnhkRGI1dkg4QnhJZEtETS1TVlJmYW5XQWk1YWhyTGZDemRqajd2a0VEeG9sTUR0R1VWeG5jbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1c?oc=5','What to know about the ferry','Gulf Wire','','','','en-US','2026-01-14T09:30:00Z',1,'2026-01-14T09:30:00Z','2026-01-14',-1162644660916963496,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(11,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTIxRGVtb1N0b3J5MjFEZW1vU3RvcnkyMURlbW9TdG9yeTIx?oc=5','Coffee prices climb for a sixth week','Reuters','reuters.com','','','en-US','2026-01-12T21:30:00Z',2,'2026-01-12T21:30:00Z','2026-01-12',-6901257435926457416,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(12,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTExRGVtb1N0b3J5MTFEZW1vU3RvcnkxMURlbW9TdG9yeTEx?oc=5','Ferries resume in the strait after three days of storm','AP News','apnews.com','','','en-US','2026-01-13T02:00:00Z',2,'2026-01-13T02:00:00Z','2026-01-13',4176746703073637942,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(13,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTEyRGVtb1N0b3J5MTJEZW1vU3RvcnkxMkRlbW9TdG9yeTEy?oc=5','Storm-hit islands count the damage','NHK World','','','','en-US','2026-01-13T02:00:00Z',1,'2026-01-13T02:00:00Z','2026-01-13',-1529772296870916477,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(14,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx?oc=5','South Korea and Japan agree to regular visits at summit','Reuters','reuters.com','','','en-US','2026-01-13T05:10:00Z',2,'2026-01-13T05:10:00Z','2026-01-13',-6164039677295376962,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(15,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAyRGVtb1N0b3J5MDJEZW1vU3RvcnkwMkRlbW9TdG9yeTAy?oc=5','Japan and South Korea look for common ground on trade','AP News','','','','en-US','2026-01-13T05:10:00Z',1,'2026-01-13T05:10:00Z','2026-01-13',2168212554237743218,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(16,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTAzRGVtb1N0b3J5MDNEZW1vU3RvcnkwM0RlbW9TdG9yeTAz?oc=5','Summit in Nara: what Seoul and Tokyo want from each other','The Guardian','','','','en-US','2026-01-13T05:10:00Z',1,'2026-01-13T05:10:00Z','2026-01-13',-1973174017116511527,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(17,'https://other.example/page','Elsewhere','other.example','other.example','','','en-GB',NULL,0,'2026-11-25T12:52:31Z','2026-11-25',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(18,'','No address','The Tidewater Post','','','','en-GB',NULL,0,'2026-11-25T12:52:31Z','2026-11-25',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(19,'https://archive.tidewaterpost.example/blue','Borrowed & blue','The Wire','archive.tidewaterpost.example','','https://cdn.example/blue.png','en-GB','2026-01-14',2,'2026-01-14','2026-01-14',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(20,'','Café at the pier reopens','The Tidewater Post','','Dora Quill','','en-GB','2026-01-14T13:00:00Z',2,'2026-01-14T13:00:00Z','2026-01-14',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(21,'https://strait.example/notes/1','Why this summit is in Nara, of all places','Notes from the Strait','strait.example','Min Ito','','en','2026-01-13T01:00:00Z',2,'2026-01-13T01:00:00Z','2026-01-13',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(22,'https://notes.example/blog/2026/note','Ein kurzer Gedanke über das Meer, der keine Überschrift hat und doch so lang geraten ist, dass er…','Notes & Links','notes.example','Ben, Cleo','','de','2026-01-13',2,'2026-01-13','2026-01-13',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(23,'https://elsewhere.example/essay?a=1&b=2','On x < y and other <b>s','elsewhere.example','elsewhere.example','Ada Pennington','https://notes.example/blog/plot.png','en','2026-01-14T08:00:00Z',2,'2026-01-14T08:00:00Z','2026-01-14',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(24,'https://notes.example/9','Nine.','Notes <3','notes.example','Ada Pennington','','en',NULL,0,'2026-11-25T12:52:31Z','2026-11-25',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(25,'','Line one < two','Notes <3','','Ben','','en','2026-01-13',2,'2026-01-13','2026-01-13',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(26,'https://elsewhere.example/7','Seven & <more>','elsewhere.example','elsewhere.example','Ada Pennington','','en','2026-01-14T14:00:00Z',2,'2026-01-14T14:00:00Z','2026-01-14',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(27,'','A title and no more','','','','','',NULL,0,'2026-11-25T12:52:31Z','2026-11-25',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(28,'','Snow on the pass','','','','','','2026-01-20',2,'2026-01-20','2026-01-20',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(29,'https://www.example.org/harbour?utm_source=x','The harbour "reopens": what it''s like','example.org','example.org','Ada Quill','https://www.example.org/quay.jpg','en-GB','2026-03-02T07:15:00Z',2,'2026-03-02T07:15:00Z','2026-03-02',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(30,'','Windows lines','','','','','','2026-02-03',2,'2026-02-03','2026-02-03',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(31,'https://blog.example.org/1','It''s & isn''t','The Blog','blog.example.org','A. Writer','','en','2026-05-06T07:08:09Z',2,'2026-05-06T07:08:09Z','2026-05-06',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(32,'https://news.google.com/rss/articles/TOKENA?oc=5','Ein "Test" – Teil 1/2 \ Ende','Der Bote','','','','de','2026-05-06',2,'2026-05-06','2026-05-06',-2619616502163928879,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(33,'https://news.google.com/rss/articles/TOKENB?oc=5&x=1','Bäume <b> & Bücher','A & B','','','','de','2026-05-06',1,'2026-05-06','2026-05-06',NULL,'2026-11-25T12:52:31Z');
INSERT INTO stories VALUES(34,'https://strait.example/notes/2','A timetable of the ferries','Notes from the Strait','strait.example','Min Ito','','en','2026-01-14T06:00:00Z',2,'2026-01-14T06:00:00Z','2026-01-14',NULL,'2026-11-25T12:52:32Z');
INSERT INTO stories VALUES(35,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTMxRGVtb1N0b3J5MzFEZW1vU3RvcnkzMURlbW9TdG9yeTMx?oc=5','Observatory spots a comet with two tails','The Guardian','theguardian.com','','','en-US','2026-01-14T07:00:00Z',2,'2026-01-14T07:00:00Z','2026-01-14',-2539613200632513042,'2026-11-25T12:52:32Z');
INSERT INTO stories VALUES(36,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTA0RGVtb1N0b3J5MDREZW1vU3RvcnkwNERlbW9TdG9yeTA0?oc=5','Two leaders, one drum kit: an unlikely encore in Nara','The Japan Times','japantimes.co.jp','','','en-US','2026-01-14T09:40:00Z',2,'2026-01-14T09:40:00Z','2026-01-14',-6467787291198312131,'2026-11-25T12:52:32Z');
INSERT INTO stories VALUES(37,'https://news.google.com/rss/articles/CBMiMkFVX3lxTERlbW9TdG9yeTA1RGVtb1N0b3J5MDVEZW1vU3RvcnkwNURlbW9TdG9yeTA1?oc=5','Shuttle diplomacy is back, say Japan and South Korea','NHK World','','','','en-US','2026-01-14T09:40:00Z',1,'2026-01-14T09:40:00Z','2026-01-14',-8608115593914299151,'2026-11-25T12:52:32Z');
INSERT INTO stories VALUES(38,'','Deep snow on the pass','','','','','','2026-01-20',2,'2026-01-20','2026-01-20',NULL,'2026-11-25T12:52:32Z');
INSERT INTO stories VALUES(39,'','Contains','','','','','',NULL,0,'2026-11-25T12:52:32Z','2026-11-25',NULL,'2026-11-25T12:52:32Z');
CREATE TABLE story_keys (
  key      TEXT PRIMARY KEY,
  story_id INTEGER NOT NULL REFERENCES stories
) WITHOUT ROWID;
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxjbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1dSdmVvV1FtNmF4dk1mUzNlanpfZ2tVSHlvMVFFdFdZV3gzZ28yWW82NjV4TV9hNWZEN0JoRWNKekk5U0ZOZWFYUl9pcFdncTdiQnpOZmk3ZmdERGhra0x6cEZVRnRtY1h5SGtwMm9zNzdKMU5fcTlRQUxGaUVzTjA',1);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHhvbE1EdEdVVnhuY24ySWs1NnB0TF9LMWVEcjlnRU1GeUl0T0VOT1dXUnZlb1dRbTZheHZNZlMzZWp6X2drVUh5bzFRRXRXWVd4M2dvMllvNjY1eE1fYTVmRDdCaEVjSnpJOVNGTmVhWFJfaXBXZ3E3YkJ6TmZpN2Y',2);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxUVmhqYm5tRWo1cWxzTHZHMGR6bjh2MElFeDRwTkQ5S1ZXQnJkb0dNbDZLdHVNUE8yZVR2LWdVUUd5WXhQRWRTWFdoemZvbVVuNnExd012VzRlejNBZzBZSXk0NVJFOWFaWEI3aHBHY3A3Szl5TlBlNmZUX0NoVWdLelpCVEZkaWJYaURqcG1rcjdyRjBOdm04ZndIRWg',3);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnZVQUN4WWhMRGRDVFZoamJubUVqNXFsc0x2RzBkem44djBJRXg0cE5EOUtWV0JyZG9HTWw2S3R1TVBPMmVUdi1nVVFHeVl4UEVkU1hXaHpmb21VbjZxMXdNdlc0ZXozQWcwWUl5NDVSRTlhWlhCN2hwR2NwN0s5eU4',4);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUx1Y1RQMnVYdy13WVJIQ2N5UFVoVFhtbDBmNHFWb0t1Mndjelg0dTM0QXc0WkpDODZSVkJiWm5GOGg1S2RxTE8teWRUZjZ2VUFDeFloTERkQ1RWaGpibm1FajVxbHNMdkcwZHpuOHYwSUV4NHBORDlLVldCcmRvR01sNkt0dU1QTzJlVHYtZ1VRR3lZeFBFZFNYV2h6Zm8',5);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUwzdW4wX3dvVklDczJRVXhYWW0xNGc0NlpwSy02eGREYjV2SDhCeElkS0RNLVNWUmZhbldBaTVhaHJMZkN6ZGpqN3ZrRUR4b2xNRHRHVVZ4bmNuMklrNTZwdExfSzFlRHI5Z0VNRnlJdE9FTk9XV1J2ZW9XUW02YXh2TWZTM2Vqel9na1VIeW8xUUV0V1lXeDNnbzJZbzY',6);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxKVEE3UmxGY1ozSjlpSk9lcWJTX3l0WGc2X1lCREJjaUxUaERUbGxrYjNxRmtKdW1zYnpIMHQzbzhfNEpGQjhxTlVCTFZtRnNkNEtObUtPdXVjVFAydVh3LXdZUkhDY3lQVWhUWG1sMGY0cVZvS3Uyd2N6WDR1MzRBdzRaSkM4NlJWQmJabkY4aDVLZHFMTy15ZFRmNnY',7);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxTbFZnYTNhQmpKZWlyYmpEenRuazdfb0ZFQnNtTVR4SFVsMW9jMzZKbEotcXRjREwxdUhzOXdJTkdDTXVPVVJQV21Wd2U0YVJuS2V5dmNqVDN1bjBfd29WSUNzMlFVeFhZbTE0ZzQ2WnBLLTZ4ZERiNXZIOEJ4SWRLRE0tU1ZSZmFuV0FpNWFockxmQ3pkamo3dmtFRHg',8);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxiM3FGa0p1bXNiekgwdDNvOF80SkZCOHFOVUJMVm1Gc2Q0S05tS091dWNUUDJ1WHctd1lSSENjeVBVaFRYbWwwZjRxVm9LdTJ3Y3pYNHUzNEF3NFpKQzg2UlZCYlpuRjhoNUtkcUxPLXlkVGY2dlVBQ3hZaExEZENUVmhqYm5tRWo1cWxzTHZHMGR6bjh2MElFeDRwTkQ',9);
INSERT INTO story_keys VALUES('gnews:CBMinAFBVV95cUxsSi1xdGNETDF1SHM5d0lOR0NNdU9VUlBXbVZ3ZTRhUm5LZXl2Y2pUM3VuMF93b1ZJQ3MyUVV4WFltMTRnNDZacEstNnhkRGI1dkg4QnhJZEtETS1TVlJmYW5XQWk1YWhyTGZDemRqajd2a0VEeG9sTUR0R1VWeG5jbjJJazU2cHRMX0sxZURyOWdFTUZ5SXRPRU5PV1c',10);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTIxRGVtb1N0b3J5MjFEZW1vU3RvcnkyMURlbW9TdG9yeTIx',11);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTExRGVtb1N0b3J5MTFEZW1vU3RvcnkxMURlbW9TdG9yeTEx',12);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTEyRGVtb1N0b3J5MTJEZW1vU3RvcnkxMkRlbW9TdG9yeTEy',13);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTAxRGVtb1N0b3J5MDFEZW1vU3RvcnkwMURlbW9TdG9yeTAx',14);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTAyRGVtb1N0b3J5MDJEZW1vU3RvcnkwMkRlbW9TdG9yeTAy',15);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTAzRGVtb1N0b3J5MDNEZW1vU3RvcnkwM0RlbW9TdG9yeTAz',16);
INSERT INTO story_keys VALUES('https://other.example/page',17);
INSERT INTO story_keys VALUES('item:3:0:sha256:1936246d30e313aa64944db7c67da796',18);
INSERT INTO story_keys VALUES('https://archive.tidewaterpost.example/blue',19);
INSERT INTO story_keys VALUES('item:3:0:41-cafe',20);
INSERT INTO story_keys VALUES('https://strait.example/notes/1',21);
INSERT INTO story_keys VALUES('https://notes.example/blog/2026/note',22);
INSERT INTO story_keys VALUES('https://elsewhere.example/essay?a=1&b=2',23);
INSERT INTO story_keys VALUES('https://notes.example/9',24);
INSERT INTO story_keys VALUES('item:5:0:8',25);
INSERT INTO story_keys VALUES('https://elsewhere.example/7',26);
INSERT INTO story_keys VALUES('item:8:0:sha256:53780f290d0850aad0126741c285793e',27);
INSERT INTO story_keys VALUES('item:8:0:sha256:3809bd4e8405acf14fb5290ce9202678',28);
INSERT INTO story_keys VALUES('https://www.example.org/harbour',29);
INSERT INTO story_keys VALUES('item:9:0:sha256:3856c039260a96cf23dcc6a1004647c3',30);
INSERT INTO story_keys VALUES('https://blog.example.org/1',31);
INSERT INTO story_keys VALUES('gnews:TOKENA',32);
INSERT INTO story_keys VALUES('gnews:TOKENB',33);
INSERT INTO story_keys VALUES('https://strait.example/notes/2',34);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTMxRGVtb1N0b3J5MzFEZW1vU3RvcnkzMURlbW9TdG9yeTMx',35);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTA0RGVtb1N0b3J5MDREZW1vU3RvcnkwNERlbW9TdG9yeTA0',36);
INSERT INTO story_keys VALUES('gnews:CBMiMkFVX3lxTERlbW9TdG9yeTA1RGVtb1N0b3J5MDVEZW1vU3RvcnkwNURlbW9TdG9yeTA1',37);
INSERT INTO story_keys VALUES('item:8:0:sha256:db3e78ab55a8cc815c22a8c1edd1c197',38);
INSERT INTO story_keys VALUES('item:8:0:sha256:21be83d6c027fd8af7d292fbf974cde6',39);
CREATE TABLE story_texts (
  story_id INTEGER PRIMARY KEY REFERENCES stories,
  text     TEXT NOT NULL,
  added    TEXT NOT NULL
);
CREATE TABLE story_tags (
  story_id INTEGER NOT NULL REFERENCES stories,
  tag      TEXT NOT NULL,
  added    TEXT,                      -- null: always
  PRIMARY KEY (story_id, tag)
) WITHOUT ROWID;
INSERT INTO story_tags VALUES(14,'read','2026-11-25T12:52:32Z');
INSERT INTO story_tags VALUES(15,'read','2026-11-25T12:52:32Z');
INSERT INTO story_tags VALUES(16,'read','2026-11-25T12:52:32Z');
INSERT INTO story_tags VALUES(21,'read','2026-11-25T12:52:32Z');
INSERT INTO story_tags VALUES(36,'read','2026-11-25T12:52:32Z');
INSERT INTO story_tags VALUES(37,'read','2026-11-25T12:52:32Z');
CREATE TABLE same_as (
  story_id INTEGER PRIMARY KEY REFERENCES stories,
  root_id  INTEGER NOT NULL REFERENCES stories,
  reason   TEXT NOT NULL,
  since    TEXT NOT NULL
);
CREATE TABLE missing_roots (
  story_id INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
  key      TEXT NOT NULL,
  reason   TEXT NOT NULL,
  since    TEXT NOT NULL
);
CREATE TABLE missing_items (
  item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
  feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  key     TEXT NOT NULL
);
CREATE TABLE stays (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id    INTEGER NOT NULL,        -- its item's
  item_id    INTEGER NOT NULL REFERENCES items,
  story_id   INTEGER NOT NULL REFERENCES stories,
  position   INTEGER NOT NULL,        -- where it last stood; 1 is the lead
  title      TEXT,                    -- the headline here; null: the story's own
  first_seen TEXT NOT NULL,
  gone       TEXT                     -- the first good fetch without it; null: still there
);
INSERT INTO stays VALUES(1,6,1,1,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(2,6,2,2,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(3,6,2,3,2,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(4,6,3,4,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(5,6,4,5,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(6,6,4,6,2,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(7,6,5,7,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(8,6,5,8,2,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(9,6,5,9,3,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(10,6,5,10,4,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(11,1,6,11,1,NULL,'2026-11-25T12:52:31Z','2026-11-25T12:52:32Z');
INSERT INTO stays VALUES(12,1,7,12,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(13,1,7,13,2,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(14,1,8,14,1,'South Korea''s president lands in Japan for two-day summit','2026-11-25T12:52:31Z','2026-11-25T12:52:32Z');
INSERT INTO stays VALUES(15,1,8,15,2,NULL,'2026-11-25T12:52:31Z','2026-11-25T12:52:32Z');
INSERT INTO stays VALUES(16,1,8,16,3,NULL,'2026-11-25T12:52:31Z','2026-11-25T12:52:32Z');
INSERT INTO stays VALUES(17,3,9,17,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(18,3,10,18,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(19,3,11,19,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(20,3,12,20,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(21,2,13,21,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(22,4,14,22,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(23,4,15,23,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(24,5,16,24,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(25,5,17,25,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(26,5,18,26,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(27,8,19,27,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(28,8,20,28,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(29,8,21,29,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(30,9,22,30,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(31,10,23,31,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(32,11,24,32,1,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(33,11,24,33,2,NULL,'2026-11-25T12:52:31Z',NULL);
INSERT INTO stays VALUES(34,2,25,34,1,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(35,1,26,35,1,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(36,1,27,36,1,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(37,1,27,14,2,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(38,1,27,16,3,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(39,1,27,37,4,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(40,8,28,38,1,NULL,'2026-11-25T12:52:32Z',NULL);
INSERT INTO stays VALUES(41,8,29,39,1,NULL,'2026-11-25T12:52:32Z',NULL);
CREATE TABLE revisions (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id  INTEGER NOT NULL REFERENCES items,
  story_id INTEGER REFERENCES stories, -- set: the story's headline in that item
  field    TEXT NOT NULL,             -- title, summary, content, published, link, author, image
  value    TEXT NOT NULL,
  replaced TEXT NOT NULL
);
INSERT INTO revisions VALUES(1,13,NULL,'title','Why the summit is in Nara','2026-11-25T12:52:32Z');
INSERT INTO revisions VALUES(2,13,NULL,'content','<p>Not Tokyo, not Kyoto: the prime minister brings her guest from South Korea to the town where she grew up. It is also where Japan kept its first embassy records of the peninsula.</p>','2026-11-25T12:52:32Z');
INSERT INTO revisions VALUES(3,13,21,'title','Why the summit is in Nara','2026-11-25T12:52:32Z');
INSERT INTO revisions VALUES(4,27,14,'title','South Korea''s president lands in Japan for two-day summit','2026-11-25T12:52:32Z');
INSERT INTO revisions VALUES(5,29,NULL,'content','Whether a list holds a needle.','2026-11-25T12:52:32Z');
CREATE TABLE changes (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id INTEGER NOT NULL,
  nonce    INTEGER NOT NULL           -- random, one a transaction: tells two histories apart
);
INSERT INTO changes VALUES(1,1,456594201013146737);
INSERT INTO changes VALUES(2,2,456594201013146737);
INSERT INTO changes VALUES(3,3,456594201013146737);
INSERT INTO changes VALUES(4,4,456594201013146737);
INSERT INTO changes VALUES(5,5,456594201013146737);
INSERT INTO changes VALUES(6,6,456594201013146737);
INSERT INTO changes VALUES(7,7,456594201013146737);
INSERT INTO changes VALUES(8,8,456594201013146737);
INSERT INTO changes VALUES(9,9,456594201013146737);
INSERT INTO changes VALUES(10,10,456594201013146737);
INSERT INTO changes VALUES(11,11,1459905896329606089);
INSERT INTO changes VALUES(12,12,1459905896329606089);
INSERT INTO changes VALUES(13,13,1459905896329606089);
INSERT INTO changes VALUES(14,14,1459905896329606089);
INSERT INTO changes VALUES(15,15,1459905896329606089);
INSERT INTO changes VALUES(16,16,1459905896329606089);
INSERT INTO changes VALUES(17,17,4269374977134267877);
INSERT INTO changes VALUES(18,18,4269374977134267877);
INSERT INTO changes VALUES(19,19,4269374977134267877);
INSERT INTO changes VALUES(20,20,4269374977134267877);
INSERT INTO changes VALUES(21,21,7380926600703765788);
INSERT INTO changes VALUES(22,22,1059218958967077133);
INSERT INTO changes VALUES(23,23,1059218958967077133);
INSERT INTO changes VALUES(24,24,3165169740732913265);
INSERT INTO changes VALUES(25,25,3165169740732913265);
INSERT INTO changes VALUES(26,26,3165169740732913265);
INSERT INTO changes VALUES(27,27,4535146898703048216);
INSERT INTO changes VALUES(28,28,4535146898703048216);
INSERT INTO changes VALUES(29,29,4535146898703048216);
INSERT INTO changes VALUES(30,30,4535146898703048216);
INSERT INTO changes VALUES(31,31,4535146898703048216);
INSERT INTO changes VALUES(32,32,4535146898703048216);
INSERT INTO changes VALUES(33,33,4535146898703048216);
INSERT INTO changes VALUES(34,21,6057665070542698072);
INSERT INTO changes VALUES(35,34,6057665070542698072);
INSERT INTO changes VALUES(36,14,8909045015077769083);
INSERT INTO changes VALUES(37,16,8909045015077769083);
INSERT INTO changes VALUES(38,35,8909045015077769083);
INSERT INTO changes VALUES(39,36,8909045015077769083);
INSERT INTO changes VALUES(40,37,8909045015077769083);
INSERT INTO changes VALUES(41,38,1768220758630219975);
INSERT INTO changes VALUES(42,14,2219731179550759267);
INSERT INTO changes VALUES(43,15,2219731179550759267);
INSERT INTO changes VALUES(44,16,2219731179550759267);
INSERT INTO changes VALUES(45,21,2219731179550759267);
INSERT INTO changes VALUES(46,36,2219731179550759267);
INSERT INTO changes VALUES(47,37,2219731179550759267);
INSERT INTO changes VALUES(48,39,3726438916478965374);
CREATE TABLE fetches (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id     INTEGER REFERENCES feeds,
  url         TEXT NOT NULL,
  at          TEXT NOT NULL,
  took        INTEGER NOT NULL,       -- milliseconds
  outcome     TEXT NOT NULL,          -- new, unchanged, partial, failed
  status      INTEGER,                -- of HTTP
  bytes       INTEGER NOT NULL,
  items       INTEGER NOT NULL,       -- in the document
  new_items   INTEGER NOT NULL,
  new_stories INTEGER NOT NULL,
  error       TEXT NOT NULL
);
INSERT INTO fetches VALUES(1,6,'/home/ada/news/google-topic.xml','2026-11-25T12:52:31Z',1,'new',200,8784,5,5,10,'');
INSERT INTO fetches VALUES(2,1,'/home/ada/news/world.xml','2026-11-25T12:52:31Z',4,'new',200,3728,3,3,6,'');
INSERT INTO fetches VALUES(3,3,'/home/ada/news/ordinary.xml','2026-11-25T12:52:31Z',0,'new',200,1882,4,4,4,'');
INSERT INTO fetches VALUES(4,2,'/home/ada/news/blog.xml','2026-11-25T12:52:31Z',0,'new',200,766,1,1,1,'');
INSERT INTO fetches VALUES(5,4,'/home/ada/news/linkblog.xml','2026-11-25T12:52:31Z',0,'new',200,1418,2,2,2,'');
INSERT INTO fetches VALUES(6,5,'/home/ada/news/notes.json','2026-11-25T12:52:31Z',0,'new',200,747,3,3,3,'');
INSERT INTO fetches VALUES(7,2,'/home/ada/news/blog.xml','2026-11-25T12:52:32Z',1,'new',200,1176,2,1,1,'');
INSERT INTO fetches VALUES(8,1,'/home/ada/news/world.xml','2026-11-25T12:52:32Z',1,'new',200,4078,3,2,3,'');
INSERT INTO fetches VALUES(9,2,'/home/ada/news/blog.xml','2026-11-25T12:52:32Z',2,'unchanged',200,1176,0,0,0,'');
INSERT INTO fetches VALUES(10,1,'/home/ada/news/world.xml','2026-11-25T12:52:32Z',2,'unchanged',200,4078,0,0,0,'');
INSERT INTO fetches VALUES(11,7,'https://ada:hunter2@private.example/feed.xml','2026-11-25T12:52:32Z',1,'failed',NULL,0,0,0,0,'there is no host named private.example; check the spelling');
CREATE TABLE fetch_days (
  feed_id     INTEGER NOT NULL REFERENCES feeds,
  day         TEXT NOT NULL,          -- of UTC
  outcome     TEXT NOT NULL,
  fetches     INTEGER NOT NULL,
  first       TEXT NOT NULL,          -- the first and the last of them
  last        TEXT NOT NULL,
  took        INTEGER NOT NULL,       -- milliseconds, of all of them
  bytes       INTEGER NOT NULL,
  new_items   INTEGER NOT NULL,
  new_stories INTEGER NOT NULL,
  error       TEXT NOT NULL,          -- of the last
  PRIMARY KEY (feed_id, day, outcome)
) WITHOUT ROWID;
CREATE TABLE faults (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id INTEGER NOT NULL REFERENCES feeds,
  reason  TEXT NOT NULL,
  raw     TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  UNIQUE (feed_id, reason, raw)
);
INSERT INTO faults VALUES(1,3,'an entry without title, link, guid and content','Tue, 13 Jan 2026 00:00:00 GMT','2026-11-25T12:52:31Z');
INSERT INTO faults VALUES(2,5,'an item that is no object: json: cannot unmarshal string into Go value of type map[string]json.RawMessage','"not an object"','2026-11-25T12:52:31Z');
INSERT INTO faults VALUES(3,5,'an entry without title, link, guid and content','2026-01-13T00:00:00Z','2026-11-25T12:52:31Z');
CREATE TABLE tombstones (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  key     TEXT NOT NULL,              -- an item's
  guid    TEXT NOT NULL,
  link    TEXT NOT NULL,              -- its key where the guid is not known
  reason  TEXT NOT NULL,
  pruned  TEXT NOT NULL,
  PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;
CREATE TABLE edits (
  id          INTEGER PRIMARY KEY,
  item_id     INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  revision_id INTEGER REFERENCES revisions ON DELETE CASCADE,
  text_id     INTEGER REFERENCES past_texts ON DELETE CASCADE,
  own         INTEGER NOT NULL,       -- it was the story's own headline too
  at          TEXT NOT NULL
);
INSERT INTO edits VALUES(1,13,1,NULL,0,'2026-11-25T12:52:32Z');
INSERT INTO edits VALUES(2,13,2,NULL,0,'2026-11-25T12:52:32Z');
INSERT INTO edits VALUES(3,13,NULL,1,0,'2026-11-25T12:52:32Z');
INSERT INTO edits VALUES(4,13,3,NULL,1,'2026-11-25T12:52:32Z');
INSERT INTO edits VALUES(5,27,4,NULL,1,'2026-11-25T12:52:32Z');
INSERT INTO edits VALUES(6,29,5,NULL,0,'2026-11-25T12:52:32Z');
INSERT INTO edits VALUES(7,29,NULL,2,0,'2026-11-25T12:52:32Z');
CREATE TABLE past_texts (
  id      INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  text    TEXT NOT NULL
);
INSERT INTO past_texts VALUES(1,13,'Not Tokyo, not Kyoto: the prime minister brings her guest from South Korea to the town where she grew up. It is also where Japan kept its first embassy records of the peninsula.');
INSERT INTO past_texts VALUES(2,29,'Whether a list holds a needle.');
CREATE TABLE moves (
  id       INTEGER PRIMARY KEY,
  stay_id  INTEGER NOT NULL REFERENCES stays ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at       TEXT NOT NULL
);
CREATE TABLE past_dates (
  id        INTEGER PRIMARY KEY,
  story_id  INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  published TEXT NOT NULL,            -- '': none
  effective TEXT NOT NULL,
  day       TEXT NOT NULL,
  at        TEXT NOT NULL
);
CREATE TABLE past_same_as (
  story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  root_id  INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  reason   TEXT NOT NULL,
  since    TEXT NOT NULL,
  at       TEXT NOT NULL
);
CREATE TABLE topics (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL UNIQUE,
  query   TEXT NOT NULL,
  added   TEXT NOT NULL,
  checked TEXT,                       -- when what was new was last shown
  meaning TEXT NOT NULL DEFAULT '',   -- of the query, at the mark
  seq     INTEGER NOT NULL DEFAULT 0, -- the mark: a place in changes
  nonce   INTEGER NOT NULL DEFAULT 0
);
INSERT INTO topics VALUES(1,'korea','South Korea Japan','2026-11-25T12:52:32Z',NULL,'(and South Korea Japan)',47,2219731179550759267);
CREATE TABLE topic_stories (
  topic_id INTEGER NOT NULL REFERENCES topics ON DELETE CASCADE,
  story_id INTEGER NOT NULL,
  PRIMARY KEY (topic_id, story_id)
) WITHOUT ROWID;
INSERT INTO topic_stories VALUES(1,14);
INSERT INTO topic_stories VALUES(1,15);
INSERT INTO topic_stories VALUES(1,16);
INSERT INTO topic_stories VALUES(1,21);
INSERT INTO topic_stories VALUES(1,36);
INSERT INTO topic_stories VALUES(1,37);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('feeds',11);
INSERT INTO sqlite_sequence VALUES('stories',39);
INSERT INTO sqlite_sequence VALUES('items',29);
INSERT INTO sqlite_sequence VALUES('stays',41);
INSERT INTO sqlite_sequence VALUES('changes',48);
INSERT INTO sqlite_sequence VALUES('fetches',11);
INSERT INTO sqlite_sequence VALUES('faults',3);
INSERT INTO sqlite_sequence VALUES('posts',9);
INSERT INTO sqlite_sequence VALUES('revisions',5);
INSERT INTO sqlite_sequence VALUES('topics',1);
CREATE INDEX items_chain ON items (chain) WHERE chain IS NOT NULL;
CREATE INDEX items_continues ON items (continues) WHERE continues IS NOT NULL;
CREATE INDEX posts_item ON posts (item_id);
CREATE INDEX stories_twin ON stories (twin) WHERE twin IS NOT NULL;
CREATE INDEX story_keys_story ON story_keys (story_id);
CREATE INDEX same_as_root ON same_as (root_id);
CREATE INDEX missing_roots_key ON missing_roots (key);
CREATE INDEX missing_items_key ON missing_items (feed_id, key);
CREATE INDEX stays_item ON stays (item_id);
CREATE INDEX stays_story ON stays (story_id);
CREATE INDEX stays_open ON stays (feed_id) WHERE gone IS NULL;
CREATE INDEX stays_gone ON stays (gone) WHERE gone IS NOT NULL;
CREATE INDEX revisions_item ON revisions (item_id);
CREATE INDEX revisions_story ON revisions (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX fetches_feed ON fetches (feed_id, at);
CREATE INDEX tombstones_link ON tombstones (feed_id, link);
CREATE INDEX edits_item ON edits (item_id);
CREATE INDEX edits_revision ON edits (revision_id) WHERE revision_id IS NOT NULL;
CREATE INDEX edits_text ON edits (text_id) WHERE text_id IS NOT NULL;
CREATE INDEX past_texts_item ON past_texts (item_id);
CREATE INDEX moves_stay ON moves (stay_id);
CREATE INDEX past_dates_story ON past_dates (story_id);
CREATE INDEX past_same_as_story ON past_same_as (story_id);
CREATE INDEX past_same_as_root ON past_same_as (root_id);
CREATE INDEX same_as_since ON same_as (since);
CREATE VIEW articles AS
  SELECT s.id, s.day, s.title, s.publisher, s.site, s.link, s.published, s.first_seen
  FROM stories s
  WHERE s.id NOT IN (SELECT story_id FROM same_as);
CREATE VIEW clusters AS
  SELECT i.id AS item, coalesce(i.chain, i.id) AS chain, f.title AS feed, i.first_seen AS item_first_seen,
         y.position, coalesce(y.title, s.title) AS title, s.publisher, y.first_seen, y.gone, s.id AS story
  FROM items i
  JOIN feeds f ON f.id = i.feed_id
  JOIN stays y ON y.item_id = i.id
  JOIN stories s ON s.id = y.story_id;
CREATE VIEW coverage AS
  SELECT f.id AS feed, f.title, x.utc_day, x.outcome, sum(x.fetches) AS fetches,
         sum(x.new_items) AS new_items, sum(x.new_stories) AS new_stories
  FROM (SELECT feed_id, substr(at, 1, 10) AS utc_day, outcome, 1 AS fetches, new_items, new_stories FROM fetches
        UNION ALL SELECT feed_id, day, outcome, fetches, new_items, new_stories FROM fetch_days) x
  JOIN feeds f ON f.id = x.feed_id
  GROUP BY f.id, x.utc_day, x.outcome;
PRAGMA application_id = 1852143475;
PRAGMA user_version = 1;
COMMIT;
