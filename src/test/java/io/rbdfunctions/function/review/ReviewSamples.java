package io.rbdfunctions.function.review;

/** Valid AdmissionReviews, which tests send unchanged or with one defect. */
public final class ReviewSamples {
    public static final String UID = "705ab4f5-6393-11e8-b7cc-42010a800002";

    /** Has an unknown field, and the metadata that the API server adds to every object. */
    public static final String CLASS = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
              "uid":"705ab4f5-6393-11e8-b7cc-42010a800002","kind":{"group":"storage.k8s.io","version":"v1","kind":"StorageClass"},
              "resource":{"group":"storage.k8s.io","version":"v1","resource":"storageclasses"},
              "requestKind":{"group":"storage.k8s.io","version":"v1","kind":"StorageClass"},
              "requestResource":{"group":"storage.k8s.io","version":"v1","resource":"storageclasses"},
              "name":"rbd","operation":"CREATE","fieldOfTomorrow":{"a":[1]},
              "userInfo":{"username":"kubernetes-admin","groups":["system:masters"],"extra":{"a":["b"]}},
              "object":{"kind":"StorageClass","apiVersion":"storage.k8s.io/v1","fieldOfTomorrow":1,
                "metadata":{"name":"rbd","uid":"1","creationTimestamp":"2026-11-23T06:02:44Z","managedFields":[
                  {"manager":"kubectl","operation":"Update","apiVersion":"storage.k8s.io/v1","fieldsType":"FieldsV1",
                   "fieldsV1":{"f:parameters":{".":{},"f:pool":{}},"f:provisioner":{}}}]},
                "provisioner":"rbdfunctions.io/rbd","parameters":{"monitors":"10.0.7.52:6789","pool":"kube",
                  "adminSecretName":"ceph-admin","userSecretName":"ceph-user"},
                "reclaimPolicy":"Delete","volumeBindingMode":"Immediate"},
              "oldObject":null,"dryRun":false,
              "options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1","fieldManager":"kubectl"}}}""";

    static final String ATTRIBUTES_CLASS = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
              "uid":"705ab4f5-6393-11e8-b7cc-42010a800002",
              "kind":{"group":"storage.k8s.io","version":"v1beta1","kind":"VolumeAttributesClass"},
              "resource":{"group":"storage.k8s.io","version":"v1beta1","resource":"volumeattributesclasses"},
              "name":"gold","operation":"CREATE",
              "object":{"kind":"VolumeAttributesClass","apiVersion":"storage.k8s.io/v1beta1","metadata":{"name":"gold"},
                "driverName":"rbdfunctions.io/rbd","parameters":{"maxReadIops":"many"}},
              "oldObject":null,"dryRun":false}}""";

    static final String CLAIM = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
              "uid":"705ab4f5-6393-11e8-b7cc-42010a800002","kind":{"group":"","version":"v1","kind":"PersistentVolumeClaim"},
              "resource":{"group":"","version":"v1","resource":"persistentvolumeclaims"},
              "name":"data","namespace":"shop","operation":"CREATE",
              "object":{"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"data"},
                "spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}},
                  "storageClassName":"rbd","volumeMode":"Filesystem"},"status":{"phase":"Pending"}},
              "oldObject":null,"dryRun":false}}""";

    private ReviewSamples() {}
}
