BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE claim (
      stage VARCHAR(64) NOT NULL,
      day DATE NOT NULL,
      rank INTEGER NOT NULL,
      slot INTEGER NOT NULL,
      reservation VARCHAR(64) NOT NULL,
      floor BIGINT NOT NULL,
      shared BOOLEAN NOT NULL,
      PRIMARY KEY (stage, day, rank, slot),
      CONSTRAINT claim_whole_stage_has_one_slot CHECK (shared OR slot = 1),
      CONSTRAINT claim_is_some CHECK (rank > 0 AND slot > 0 AND floor > 0),
      FOREIGN KEY(stage) REFERENCES stage (id),
      FOREIGN KEY(reservation) REFERENCES reservation (id)
    ) WITHOUT ROWID
    ;
INSERT INTO "claim" VALUES('one','2028-03-01',1,1,'a',1,0);
INSERT INTO "claim" VALUES('one','2028-03-02',1,1,'a',1,0);
INSERT INTO "claim" VALUES('one','2028-03-03',1,1,'a',1,0);
INSERT INTO "claim" VALUES('one','2028-03-03',2,1,'b',1,0);
INSERT INTO "claim" VALUES('one','2028-03-04',1,1,'a',1,0);
INSERT INTO "claim" VALUES('one','2028-03-04',2,1,'b',1,0);
INSERT INTO "claim" VALUES('one','2028-03-05',1,1,'a',1,0);
INSERT INTO "claim" VALUES('one','2028-03-05',2,1,'b',1,0);
INSERT INTO "claim" VALUES('one','2028-03-06',2,1,'b',1,0);
INSERT INTO "claim" VALUES('one','2028-03-07',2,1,'b',1,0);
INSERT INTO "claim" VALUES('one','2028-03-31',1,1,'c',1,0);
INSERT INTO "claim" VALUES('one','2028-04-01',1,1,'c',1,0);
INSERT INTO "claim" VALUES('one','2028-04-02',1,1,'c',1,0);
INSERT INTO "claim" VALUES('one','2028-04-03',1,1,'c',1,0);
INSERT INTO "claim" VALUES('one','2028-04-30',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-01',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-02',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-03',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-04',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-05',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-06',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-07',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-08',1,1,'p.1',1,0);
INSERT INTO "claim" VALUES('one','2028-05-10',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-11',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-12',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-13',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-14',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-15',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-16',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-17',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('one','2028-05-18',1,1,'p.2',1,0);
INSERT INTO "claim" VALUES('two','2028-03-01',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-01',1,2,'e',50000,1);
INSERT INTO "claim" VALUES('two','2028-03-02',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-02',1,2,'e',50000,1);
INSERT INTO "claim" VALUES('two','2028-03-03',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-03',1,2,'e',50000,1);
INSERT INTO "claim" VALUES('two','2028-03-04',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-04',1,2,'e',50000,1);
INSERT INTO "claim" VALUES('two','2028-03-05',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-05',1,2,'e',50000,1);
INSERT INTO "claim" VALUES('two','2028-03-06',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-07',1,1,'d',40000,1);
INSERT INTO "claim" VALUES('two','2028-03-08',1,1,'d',40000,1);
CREATE TABLE command (
      id VARCHAR(64) NOT NULL,
      fingerprint VARCHAR(64) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      at VARCHAR(40) NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (id)
    );
INSERT INTO "command" VALUES('s1','b3ca85d623671313312e2642c6db65938f9dc4ea0c821ef604265e4dbf1683f1','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[],"code":"","command":"s1","done":true,"last_event":1,"says":"","since":[]}');
INSERT INTO "command" VALUES('s2','766cbf28f886cb28465c1fe387fc6f02cec5b76e73e993e4e1f5b860a59f7ea1','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[],"code":"","command":"s2","done":true,"last_event":2,"says":"","since":[]}');
INSERT INTO "command" VALUES('a','507f1546ec260c690a236f95eaf9a38c95bca73f43ced02d4dfb3fa1ebfcf3df','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-01","holder":"north","id":"a","lapses_at":"2028-02-15T15:00:00+00:00","note":"撮影 “A”","phases":[],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-03-05","version":1},"before":null}],"code":"","command":"a","done":true,"last_event":3,"says":"","since":[]}');
INSERT INTO "command" VALUES('b','31af04783aa374338f01d57c8974e27cc56155143048b46e7a082f6d91ebbdac','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-03","holder":"south","id":"b","lapses_at":"2028-02-17T15:00:00+00:00","note":"","phases":[],"place":2,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":2,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"comet","to":"2028-03-07","version":1},"before":null}],"code":"","command":"b","done":true,"last_event":4,"says":"","since":[]}');
INSERT INTO "command" VALUES('x','0e98d110f88447aec7449c8e59ce1f3c5865b97a88e1b62e6e58effcb5904dc7','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[{"answer_by":"2028-01-12T12:00:00+00:00","by":"b"}],"from":"2028-03-01","holder":"north","id":"a","lapses_at":"2028-02-15T15:00:00+00:00","note":"撮影 “A”","phases":[],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"challenged","sync_sound":true,"title":"vapor","to":"2028-03-05","version":2},"before":{"area_m2":null,"challenges":[],"from":"2028-03-01","holder":"north","id":"a","lapses_at":"2028-02-15T15:00:00+00:00","note":"撮影 “A”","phases":[],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-03-05","version":1}}],"code":"","command":"x","done":true,"last_event":5,"says":"","since":[]}');
INSERT INTO "command" VALUES('c','ee25ed04bb76e6015d2c9b11d57da880737a02e9e22cf91d7bef0ad8aa3a5376','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":1},"before":null}],"code":"","command":"c","done":true,"last_event":6,"says":"","since":[]}');
INSERT INTO "command" VALUES('r','e78ee9e148df8b5d7eee0ee8e7a154d703b0be35ffcee9ff53207c131b846579','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":0,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"released","sync_sound":true,"title":"vapor","to":"2028-04-04","version":2},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":1}}],"code":"","command":"r","done":true,"last_event":7,"says":"","since":[]}');
INSERT INTO "command" VALUES('u','c0988402282ccb8b12ba3ba11328567be7388f32067074c8e5a4e2cd7c547023','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":3},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":0,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"released","sync_sound":true,"title":"vapor","to":"2028-04-04","version":2}}],"code":"","command":"u","done":true,"last_event":8,"says":"","since":[]}');
INSERT INTO "command" VALUES('m','e1eb1224b9380f39ba477bfd2048e8d85a79ac1caddade4459932164d1da23a7','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-03","version":4},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":3}}],"code":"","command":"m","done":true,"last_event":9,"says":"","since":[]}');
INSERT INTO "command" VALUES('f','a240cf698430a17af592010b20278c2ebdee3140f094a31d34db03bf7ce88a16','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-04-03","version":5},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-03","version":4}}],"code":"","command":"f","done":true,"last_event":10,"says":"","since":[]}');
INSERT INTO "command" VALUES('g','d104a5aa707eaf6b21388275c8a6de44e64b90740f9d76ad53dd908e6cf26307','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"booked","sync_sound":true,"title":"vapor","to":"2028-04-03","version":6},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-04-03","version":5}}],"code":"","command":"g","done":true,"last_event":11,"says":"","since":[]}');
INSERT INTO "command" VALUES('d','03debe87052b032d4b766da1f3355550b92fee38eeb167b0a697f2aee1606589','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":400.0,"challenges":[],"from":"2028-03-01","holder":"north","id":"d","lapses_at":null,"note":"","phases":[{"from":"2028-03-01","phase":"build","to":"2028-03-05"},{"from":"2028-03-06","phase":"shoot","to":"2028-03-08"}],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"two","state":"booked","sync_sound":true,"title":"vapor","to":"2028-03-08","version":1},"before":null}],"code":"","command":"d","done":true,"last_event":12,"says":"","since":[]}');
INSERT INTO "command" VALUES('e','5ee4cdd210db8285c37e8376096206e543b97a212de299e720d4d6a9cd9645fb','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":500.0,"challenges":[],"from":"2028-03-01","holder":"north","id":"e","lapses_at":null,"note":"","phases":[{"from":"2028-03-01","phase":"build","to":"2028-03-05"}],"place":2,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":2,"stage":"two","state":"booked","sync_sound":true,"title":"vapor","to":"2028-03-05","version":1},"before":null}],"code":"","command":"e","done":true,"last_event":13,"says":"","since":[]}');
INSERT INTO "command" VALUES('no','3d48051008911c4992725682215dbdccf496e4edef86df8fd63db33f99ed5fc6','ana','2028-01-10T12:00:00+00:00','{"blockers":["d","e"],"changes":[],"code":"CLASH","command":"no","done":false,"last_event":13,"says":"In the way: d (booked, 2028-03-01 to 2028-03-08); e (booked, 2028-03-01 to 2028-03-05).","since":[]}');
INSERT INTO "command" VALUES('p','b8f8dcd4b61138916fad2331cd0db6a0600611be6bb46996f60ca50abed54551','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-04-30","holder":"north","id":"p.1","lapses_at":"2028-04-15T15:00:00+00:00","note":"","phases":[],"place":4,"placed_at":"2028-01-10T12:00:00+00:00","plan":"p1","rank":1,"set":"lab","sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-05-08","version":1},"before":null},{"after":{"area_m2":null,"challenges":[],"from":"2028-05-10","holder":"north","id":"p.2","lapses_at":"2028-04-25T15:00:00+00:00","note":"","phases":[],"place":5,"placed_at":"2028-01-10T12:00:00+00:00","plan":"p1","rank":1,"set":"cave","sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-05-18","version":1},"before":null}],"code":"","command":"p","done":true,"last_event":15,"says":"","since":[]}');
INSERT INTO "command" VALUES('h','7a2cd7efecc4fbfd06db10afeade9ca2e09b4e11b29f75e3233c30ca6003be0c','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-06-09","holder":"north","id":"h","lapses_at":null,"note":"","phases":[],"place":6,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-06-13","version":1},"before":null}],"code":"","command":"h","done":true,"last_event":16,"says":"","since":[]}');
INSERT INTO "command" VALUES('i','d0615d6126216f4713f56fb59eae716d5263059dd75323726a201577a88cb195','ana','2028-01-10T12:00:00+00:00','{"blockers":[],"changes":[{"after":{"area_m2":null,"challenges":[],"from":"2028-06-09","holder":"north","id":"h","lapses_at":null,"note":"","phases":[],"place":6,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":0,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"cancelled","sync_sound":true,"title":"vapor","to":"2028-06-13","version":2},"before":{"area_m2":null,"challenges":[],"from":"2028-06-09","holder":"north","id":"h","lapses_at":null,"note":"","phases":[],"place":6,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-06-13","version":1}}],"code":"","command":"i","done":true,"last_event":17,"says":"","since":[]}');
CREATE TABLE event (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      stage VARCHAR(64) NOT NULL,
      number BIGINT NOT NULL,
      command VARCHAR(64) NOT NULL,
      kind VARCHAR(16) NOT NULL,
      reservation VARCHAR(64),
      actor VARCHAR(64) NOT NULL,
      at VARCHAR(40) NOT NULL,
      body TEXT NOT NULL,
      prev_hash VARCHAR(64) NOT NULL,
      hash VARCHAR(64) NOT NULL
    );
INSERT INTO "event" VALUES(1,'one',1,'s1','policy',NULL,'ana','2028-01-10T12:00:00+00:00','{"after":{"closures":[],"floor_m2":null,"policy":{"calendar":{"closures":[],"holidays":null,"weekdays":["mon","tue","wed","thu","fri"]},"challenge_binds":true,"challenge_hours":48,"closes":1080,"days_ahead":null,"holds_behind_bookings":true,"hours":"calendar","lapse_lead_days":14,"most_rank":5,"opens":540,"promotion":"automatic","sharing":"whole","signature_hours":48,"source":"","zone":"Asia/Tokyo"},"quiet":true},"before":null,"why":""}','0000000000000000000000000000000000000000000000000000000000000000','c73fe9bb806d4251894a3fe0e3d2a323f0209a396338bab6edb83e56bb1cabb0');
INSERT INTO "event" VALUES(2,'two',1,'s2','policy',NULL,'ana','2028-01-10T12:00:00+00:00','{"after":{"closures":[],"floor_m2":1000.0,"policy":{"calendar":{"closures":[],"holidays":null,"weekdays":["mon","tue","wed","thu","fri"]},"challenge_binds":true,"challenge_hours":48,"closes":1080,"days_ahead":null,"holds_behind_bookings":true,"hours":"calendar","lapse_lead_days":null,"most_rank":5,"opens":540,"promotion":"automatic","sharing":"floor","signature_hours":null,"source":"","zone":"UTC"},"quiet":true},"before":null,"why":""}','0000000000000000000000000000000000000000000000000000000000000000','a00bdea96e16e9ab83d5e40340b922d12cc5d893c9966142ecd5ffc47880dee4');
INSERT INTO "event" VALUES(3,'one',2,'a','place','a','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-01","holder":"north","id":"a","lapses_at":"2028-02-15T15:00:00+00:00","note":"撮影 “A”","phases":[],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-03-05","version":1},"before":null,"why":""}','c73fe9bb806d4251894a3fe0e3d2a323f0209a396338bab6edb83e56bb1cabb0','6759e2ee88ad663fb209d81f2af3b34655608535cae3d8f080ac7fa89294b152');
INSERT INTO "event" VALUES(4,'one',3,'b','place','b','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-03","holder":"south","id":"b","lapses_at":"2028-02-17T15:00:00+00:00","note":"","phases":[],"place":2,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":2,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"comet","to":"2028-03-07","version":1},"before":null,"why":""}','6759e2ee88ad663fb209d81f2af3b34655608535cae3d8f080ac7fa89294b152','5b5422d1970c27021067910edade0bc7ffd08e2e2490c56f9276659eac76dbaf');
INSERT INTO "event" VALUES(5,'one',4,'x','challenge','a','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[{"answer_by":"2028-01-12T12:00:00+00:00","by":"b"}],"from":"2028-03-01","holder":"north","id":"a","lapses_at":"2028-02-15T15:00:00+00:00","note":"撮影 “A”","phases":[],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"challenged","sync_sound":true,"title":"vapor","to":"2028-03-05","version":2},"before":{"area_m2":null,"challenges":[],"from":"2028-03-01","holder":"north","id":"a","lapses_at":"2028-02-15T15:00:00+00:00","note":"撮影 “A”","phases":[],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-03-05","version":1},"why":"they have money"}','5b5422d1970c27021067910edade0bc7ffd08e2e2490c56f9276659eac76dbaf','9bc1b11f1c590cb32f340b6bf8dd50033f7f66fca41b4b226be1d1af3a27feb3');
INSERT INTO "event" VALUES(6,'one',5,'c','place','c','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":1},"before":null,"why":""}','9bc1b11f1c590cb32f340b6bf8dd50033f7f66fca41b4b226be1d1af3a27feb3','7fd86986c10a8676026afafc2c4d69a1829656b4e5388983df964651fc62bb35');
INSERT INTO "event" VALUES(7,'one',6,'r','release','c','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":0,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"released","sync_sound":true,"title":"vapor","to":"2028-04-04","version":2},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":1},"why":""}','7fd86986c10a8676026afafc2c4d69a1829656b4e5388983df964651fc62bb35','5170019896bb5ee81d5a2091998308faab4fa55285048e672e29099031a3b92a');
INSERT INTO "event" VALUES(8,'one',7,'u','undo','c','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":3},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":0,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"released","sync_sound":true,"title":"vapor","to":"2028-04-04","version":2},"why":""}','5170019896bb5ee81d5a2091998308faab4fa55285048e672e29099031a3b92a','3a3fdb5551cd99068cb8e11e39f8472d94cf30736b587d4c55c6a2aa8206acc6');
INSERT INTO "event" VALUES(9,'one',8,'m','amend','c','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-03","version":4},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-04","version":3},"why":""}','3a3fdb5551cd99068cb8e11e39f8472d94cf30736b587d4c55c6a2aa8206acc6','c5bd1b706296a9412b2ede3874f6488863de82f543bbb37d62685cf650aa9e24');
INSERT INTO "event" VALUES(10,'one',9,'f','confirm','c','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-04-03","version":5},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":"2028-03-16T15:00:00+00:00","note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-04-03","version":4},"why":""}','c5bd1b706296a9412b2ede3874f6488863de82f543bbb37d62685cf650aa9e24','a6e23036e005b8047ecd9a5a02f4d4ae98c8d06a48dd4cb5cf60d2912a5cc006');
INSERT INTO "event" VALUES(11,'one',10,'g','sign','c','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"booked","sync_sound":true,"title":"vapor","to":"2028-04-03","version":6},"before":{"area_m2":null,"challenges":[],"from":"2028-03-31","holder":"north","id":"c","lapses_at":null,"note":"","phases":[],"place":3,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-04-03","version":5},"why":""}','a6e23036e005b8047ecd9a5a02f4d4ae98c8d06a48dd4cb5cf60d2912a5cc006','4f99de72b935548d96bc63ee1ca62342a183c943bf8388ffc8cb08c92b0c501b');
INSERT INTO "event" VALUES(12,'two',2,'d','book','d','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":400.0,"challenges":[],"from":"2028-03-01","holder":"north","id":"d","lapses_at":null,"note":"","phases":[{"from":"2028-03-01","phase":"build","to":"2028-03-05"},{"from":"2028-03-06","phase":"shoot","to":"2028-03-08"}],"place":1,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":1,"stage":"two","state":"booked","sync_sound":true,"title":"vapor","to":"2028-03-08","version":1},"before":null,"why":""}','a00bdea96e16e9ab83d5e40340b922d12cc5d893c9966142ecd5ffc47880dee4','ffe77095cb350c2c718a0849bdafacf4169058cca0d21e857ad06f692c8ebe38');
INSERT INTO "event" VALUES(13,'two',3,'e','book','e','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":500.0,"challenges":[],"from":"2028-03-01","holder":"north","id":"e","lapses_at":null,"note":"","phases":[{"from":"2028-03-01","phase":"build","to":"2028-03-05"}],"place":2,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":null,"slot":2,"stage":"two","state":"booked","sync_sound":true,"title":"vapor","to":"2028-03-05","version":1},"before":null,"why":""}','ffe77095cb350c2c718a0849bdafacf4169058cca0d21e857ad06f692c8ebe38','fb9885d531369ef25e5759647ed1499b73ab0970c690f6f85d54c1083a535d7f');
INSERT INTO "event" VALUES(14,'one',11,'p','apply','p.1','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-04-30","holder":"north","id":"p.1","lapses_at":"2028-04-15T15:00:00+00:00","note":"","phases":[],"place":4,"placed_at":"2028-01-10T12:00:00+00:00","plan":"p1","rank":1,"set":"lab","sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-05-08","version":1},"before":null,"why":""}','4f99de72b935548d96bc63ee1ca62342a183c943bf8388ffc8cb08c92b0c501b','01869bccdd8f79136e6312d94dc917441b649861122fab0bd0da0b720422d28c');
INSERT INTO "event" VALUES(15,'one',12,'p','apply','p.2','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-05-10","holder":"north","id":"p.2","lapses_at":"2028-04-25T15:00:00+00:00","note":"","phases":[],"place":5,"placed_at":"2028-01-10T12:00:00+00:00","plan":"p1","rank":1,"set":"cave","sign_by":null,"slot":1,"stage":"one","state":"held","sync_sound":true,"title":"vapor","to":"2028-05-18","version":1},"before":null,"why":""}','01869bccdd8f79136e6312d94dc917441b649861122fab0bd0da0b720422d28c','6e4896c5a61f5172b88f6205945abf62f1464386fad5501a96bc5608fde81a59');
INSERT INTO "event" VALUES(16,'one',13,'h','book','h','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-06-09","holder":"north","id":"h","lapses_at":null,"note":"","phases":[],"place":6,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-06-13","version":1},"before":null,"why":""}','6e4896c5a61f5172b88f6205945abf62f1464386fad5501a96bc5608fde81a59','e96960fc4e6f0c7b60fca04632ea5d0046e8f1b40f69d22b65c81019144a0d59');
INSERT INTO "event" VALUES(17,'one',14,'i','cancel','h','ana','2028-01-10T12:00:00+00:00','{"after":{"area_m2":null,"challenges":[],"from":"2028-06-09","holder":"north","id":"h","lapses_at":null,"note":"","phases":[],"place":6,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":0,"set":null,"sign_by":null,"slot":1,"stage":"one","state":"cancelled","sync_sound":true,"title":"vapor","to":"2028-06-13","version":2},"before":{"area_m2":null,"challenges":[],"from":"2028-06-09","holder":"north","id":"h","lapses_at":null,"note":"","phases":[],"place":6,"placed_at":"2028-01-10T12:00:00+00:00","plan":null,"rank":1,"set":null,"sign_by":"2028-01-12T12:00:00+00:00","slot":1,"stage":"one","state":"confirmed","sync_sound":true,"title":"vapor","to":"2028-06-13","version":1},"why":""}','e96960fc4e6f0c7b60fca04632ea5d0046e8f1b40f69d22b65c81019144a0d59','a4c0aa1963ed1664c0a1e3f856b09858875b7926bb0a5d1b53ff1a26b43a81c6');
CREATE TABLE layer (
      stage VARCHAR(64) NOT NULL,
      day DATE NOT NULL,
      rank INTEGER NOT NULL,
      used BIGINT NOT NULL,
      capacity BIGINT NOT NULL,
      PRIMARY KEY (stage, day, rank),
      CONSTRAINT layer_within_floor CHECK (used >= 0 AND used <= capacity),
      FOREIGN KEY(stage) REFERENCES stage (id)
    ) WITHOUT ROWID
    ;
INSERT INTO "layer" VALUES('two','2028-03-01',1,90000,100000);
INSERT INTO "layer" VALUES('two','2028-03-02',1,90000,100000);
INSERT INTO "layer" VALUES('two','2028-03-03',1,90000,100000);
INSERT INTO "layer" VALUES('two','2028-03-04',1,90000,100000);
INSERT INTO "layer" VALUES('two','2028-03-05',1,90000,100000);
INSERT INTO "layer" VALUES('two','2028-03-06',1,40000,100000);
INSERT INTO "layer" VALUES('two','2028-03-07',1,40000,100000);
INSERT INTO "layer" VALUES('two','2028-03-08',1,40000,100000);
CREATE TABLE reservation (
      id VARCHAR(64) NOT NULL,
      stage VARCHAR(64) NOT NULL,
      holder VARCHAR(64) NOT NULL,
      title VARCHAR(64) NOT NULL,
      first DATE NOT NULL,
      last DATE NOT NULL,
      state VARCHAR(16) NOT NULL,
      live BOOLEAN NOT NULL,
      rank INTEGER NOT NULL,
      place BIGINT NOT NULL,
      deadline VARCHAR(40),
      version INTEGER NOT NULL,
      last_event BIGINT NOT NULL,
      record JSON NOT NULL,
      PRIMARY KEY (id),
      CONSTRAINT reservation_in_order CHECK (first <= last),
      CONSTRAINT reservation_live_has_rank CHECK (live = (rank > 0)),
      CONSTRAINT reservation_firm_is_first CHECK (state NOT IN ('confirmed', 'booked') OR rank = 1),
      FOREIGN KEY(stage) REFERENCES stage (id)
    );
INSERT INTO "reservation" VALUES('a','one','north','vapor','2028-03-01','2028-03-05','challenged',1,1,1,'2028-01-12T12:00:00+00:00',2,5,'{"stage": "one", "title": "vapor", "holder": "north", "from": "2028-03-01", "to": "2028-03-05", "area_m2": null, "phases": [], "set": null, "sync_sound": true, "note": "\u64ae\u5f71 \u201cA\u201d", "id": "a", "state": "challenged", "rank": 1, "slot": 1, "place": 1, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": "2028-02-15T15:00:00+00:00", "sign_by": null, "challenges": [{"by": "b", "answer_by": "2028-01-12T12:00:00+00:00"}], "plan": null, "version": 2}');
INSERT INTO "reservation" VALUES('b','one','south','comet','2028-03-03','2028-03-07','held',1,2,2,'2028-02-17T15:00:00+00:00',1,4,'{"stage": "one", "title": "comet", "holder": "south", "from": "2028-03-03", "to": "2028-03-07", "area_m2": null, "phases": [], "set": null, "sync_sound": true, "note": "", "id": "b", "state": "held", "rank": 2, "slot": 1, "place": 2, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": "2028-02-17T15:00:00+00:00", "sign_by": null, "challenges": [], "plan": null, "version": 1}');
INSERT INTO "reservation" VALUES('c','one','north','vapor','2028-03-31','2028-04-03','booked',1,1,3,NULL,6,11,'{"stage": "one", "title": "vapor", "holder": "north", "from": "2028-03-31", "to": "2028-04-03", "area_m2": null, "phases": [], "set": null, "sync_sound": true, "note": "", "id": "c", "state": "booked", "rank": 1, "slot": 1, "place": 3, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": null, "sign_by": null, "challenges": [], "plan": null, "version": 6}');
INSERT INTO "reservation" VALUES('d','two','north','vapor','2028-03-01','2028-03-08','booked',1,1,1,NULL,1,12,'{"stage": "two", "title": "vapor", "holder": "north", "from": "2028-03-01", "to": "2028-03-08", "area_m2": 400.0, "phases": [{"from": "2028-03-01", "to": "2028-03-05", "phase": "build"}, {"from": "2028-03-06", "to": "2028-03-08", "phase": "shoot"}], "set": null, "sync_sound": true, "note": "", "id": "d", "state": "booked", "rank": 1, "slot": 1, "place": 1, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": null, "sign_by": null, "challenges": [], "plan": null, "version": 1}');
INSERT INTO "reservation" VALUES('e','two','north','vapor','2028-03-01','2028-03-05','booked',1,1,2,NULL,1,13,'{"stage": "two", "title": "vapor", "holder": "north", "from": "2028-03-01", "to": "2028-03-05", "area_m2": 500.0, "phases": [{"from": "2028-03-01", "to": "2028-03-05", "phase": "build"}], "set": null, "sync_sound": true, "note": "", "id": "e", "state": "booked", "rank": 1, "slot": 2, "place": 2, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": null, "sign_by": null, "challenges": [], "plan": null, "version": 1}');
INSERT INTO "reservation" VALUES('p.1','one','north','vapor','2028-04-30','2028-05-08','held',1,1,4,'2028-04-15T15:00:00+00:00',1,14,'{"stage": "one", "title": "vapor", "holder": "north", "from": "2028-04-30", "to": "2028-05-08", "area_m2": null, "phases": [], "set": "lab", "sync_sound": true, "note": "", "id": "p.1", "state": "held", "rank": 1, "slot": 1, "place": 4, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": "2028-04-15T15:00:00+00:00", "sign_by": null, "challenges": [], "plan": "p1", "version": 1}');
INSERT INTO "reservation" VALUES('p.2','one','north','vapor','2028-05-10','2028-05-18','held',1,1,5,'2028-04-25T15:00:00+00:00',1,15,'{"stage": "one", "title": "vapor", "holder": "north", "from": "2028-05-10", "to": "2028-05-18", "area_m2": null, "phases": [], "set": "cave", "sync_sound": true, "note": "", "id": "p.2", "state": "held", "rank": 1, "slot": 1, "place": 5, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": "2028-04-25T15:00:00+00:00", "sign_by": null, "challenges": [], "plan": "p1", "version": 1}');
INSERT INTO "reservation" VALUES('h','one','north','vapor','2028-06-09','2028-06-13','cancelled',0,0,6,NULL,2,17,'{"stage": "one", "title": "vapor", "holder": "north", "from": "2028-06-09", "to": "2028-06-13", "area_m2": null, "phases": [], "set": null, "sync_sound": true, "note": "", "id": "h", "state": "cancelled", "rank": 0, "slot": 1, "place": 6, "placed_at": "2028-01-10T12:00:00+00:00", "lapses_at": null, "sign_by": null, "challenges": [], "plan": null, "version": 2}');
CREATE TABLE stage (
      id VARCHAR(64) NOT NULL,
      record JSON NOT NULL,
      capacity BIGINT NOT NULL,
      events BIGINT NOT NULL,
      places BIGINT NOT NULL,
      head VARCHAR(64) NOT NULL,
      PRIMARY KEY (id),
      CONSTRAINT stage_has_floor CHECK (capacity > 0)
    );
INSERT INTO "stage" VALUES('one','{"policy": {"zone": "Asia/Tokyo", "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": null, "closures": []}, "hours": "calendar", "opens": 540, "closes": 1080, "days_ahead": null, "most_rank": 5, "lapse_lead_days": 14, "challenge_hours": 48, "signature_hours": 48, "promotion": "automatic", "challenge_binds": true, "sharing": "whole", "holds_behind_bookings": true, "source": ""}, "floor_m2": null, "quiet": true, "closures": []}',1,14,7,'a4c0aa1963ed1664c0a1e3f856b09858875b7926bb0a5d1b53ff1a26b43a81c6');
INSERT INTO "stage" VALUES('two','{"policy": {"zone": "UTC", "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": null, "closures": []}, "hours": "calendar", "opens": 540, "closes": 1080, "days_ahead": null, "most_rank": 5, "lapse_lead_days": null, "challenge_hours": 48, "signature_hours": null, "promotion": "automatic", "challenge_binds": true, "sharing": "floor", "holds_behind_bookings": true, "source": ""}, "floor_m2": 1000.0, "quiet": true, "closures": []}',100000,3,3,'fb9885d531369ef25e5759647ed1499b73ab0970c690f6f85d54c1083a535d7f');
CREATE INDEX event_by_command ON event (command)
    ;
CREATE INDEX event_by_reservation ON event (reservation)
    ;
CREATE UNIQUE INDEX event_by_stage ON event (stage, number)
    ;
CREATE INDEX reservation_by_deadline ON reservation (deadline)
    ;
CREATE INDEX reservation_by_stage ON reservation (stage, live, last)
    ;
CREATE INDEX reservation_by_title ON reservation (title)
    ;
CREATE INDEX claim_by_reservation ON claim (reservation)
    ;
CREATE TRIGGER claim_came AFTER INSERT ON claim WHEN NEW.shared BEGIN
         INSERT INTO layer (stage, day, rank, used, capacity)
         VALUES (NEW.stage, NEW.day, NEW.rank, NEW.floor,
                 (SELECT capacity FROM stage WHERE id = NEW.stage))
         ON CONFLICT (stage, day, rank) DO UPDATE SET used = used + excluded.used;
        END;
CREATE TRIGGER claim_went AFTER DELETE ON claim WHEN OLD.shared BEGIN
         UPDATE layer SET used = used - OLD.floor
          WHERE stage = OLD.stage AND day = OLD.day AND rank = OLD.rank;
         DELETE FROM layer
          WHERE stage = OLD.stage AND day = OLD.day AND rank = OLD.rank AND used = 0;
        END;
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim BEGIN
         SELECT RAISE(ABORT, 'claims are written and deleted, not changed');
        END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN
         SELECT RAISE(ABORT, 'events are never changed');
        END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN
         SELECT RAISE(ABORT, 'events are never deleted');
        END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('event',17);
COMMIT;
